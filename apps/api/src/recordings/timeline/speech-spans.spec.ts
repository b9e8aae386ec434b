import type { SpokenSpan } from '@parley/contract';
import fc from 'fast-check';
import { boundedSpeech, joinedSpeech, speechChapters, speechGapMs } from './speech-spans';

const ann = (fromMs: number, toMs: number): SpokenSpan => ({ name: 'Ann', fromMs, toMs });
const bob = (fromMs: number, toMs: number): SpokenSpan => ({ name: 'Bob', fromMs, toMs });

const anySpan = fc
  .record({
    name: fc.constantFrom('Ann', 'Bob', 'Cid'),
    fromMs: fc.integer({ min: 0, max: 60_000 }),
    lengthMs: fc.integer({ min: 0, max: 5_000 }),
  })
  .map(({ name, fromMs, lengthMs }) => ({ name, fromMs, toMs: fromMs + lengthMs }));

describe('who spoke', () => {
  it('joins what somebody says with short breaks, and no further', () => {
    expect(joinedSpeech([ann(0, 4_000), ann(4_000 + speechGapMs, 9_000)])).toEqual([ann(0, 9_000)]);
    const apart = [ann(0, 4_000), ann(4_001 + speechGapMs, 9_000)];
    expect(joinedSpeech(apart)).toEqual(apart);
  });

  it('keeps two who speak at once apart', () => {
    const both = [ann(0, 5_000), bob(1_000, 2_500), ann(5_500, 8_000)];
    expect(joinedSpeech(both)).toEqual([ann(0, 8_000), bob(1_000, 2_500)]);
  });

  it('has no chapter for a single word', () => {
    expect(speechChapters([ann(0, 400), bob(1_000, 9_000), ann(20_000, 20_900)])).toEqual([
      bob(1_000, 9_000),
    ]);
  });

  it('makes a chapter of many short words one after another', () => {
    const words = Array.from({ length: 10 }, (_, index) => ann(index * 1_000, index * 1_000 + 300));
    expect(speechChapters(words)).toEqual([ann(0, 9_300)]);
  });

  it('comes out the same in whatever pieces and order it was sent, and however often', () => {
    fc.assert(
      fc.property(fc.array(anySpan), fc.array(anySpan), (some, more) => {
        const whole = joinedSpeech([...some, ...more]);
        expect(joinedSpeech([...joinedSpeech(more), ...some])).toEqual(whole);
        expect(joinedSpeech([...whole, ...some, ...more])).toEqual(whole);
      }),
    );
  });

  it('puts who began together in the order of what they came to say', () => {
    const cid = { name: 'Cid', fromMs: 4, toMs: 4 };
    const long = { ...cid, toMs: 5 };
    expect(joinedSpeech([cid, long, ann(4, 5)])).toEqual([ann(4, 5), long]);
  });

  it('leaves what it was given as it was', () => {
    const given = [ann(0, 1_000), ann(1_500, 3_000)];
    joinedSpeech(given);
    expect(given).toEqual([ann(0, 1_000), ann(1_500, 3_000)]);
  });

  it('stays within its bounds by looking over longer gaps', () => {
    const spans = Array.from({ length: 1_000 }, (_, index) =>
      ann(index * 5_000, index * 5_000 + 9),
    );
    const bounded = boundedSpeech(spans, 100);
    expect(bounded.length).toBeLessThanOrEqual(100);
    expect(bounded.at(-1)?.toMs).toBe(999 * 5_000 + 9);
    const names = Array.from({ length: 9 }, (_, index) => ({ ...ann(0, 1), name: `N${index}` }));
    expect(boundedSpeech(names, 5)).toHaveLength(5);
  });
});
