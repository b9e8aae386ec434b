import { inFileMs } from '../orders/recording-pauses';
import { timelineOf } from './timeline-chapters';
import type { MomentKind } from './moments.entity';

const row = { startedAtMs: 900, mediaStartedAtMs: 1_000.5, pauses: null, durationMs: 60_000 };
const moment = (kind: MomentKind, atMs: number, name = 'Ann', text: string | null = null) => ({
  ...{ kind, atMs, name, text },
  participantId: name,
});

describe('where a moment lies in the file', () => {
  const paused = {
    ...row,
    mediaStartedAtMs: 1_000,
    pauses: [
      { fromMs: 2_000, toMs: 5_000 },
      { fromMs: 7_000, toMs: null },
    ],
  };

  it.each([
    ['before the first pause', 1_500, 500],
    ['at its start', 2_000, 1_000],
    ['inside, is where it goes on', 4_000, 1_000],
    ['after it', 6_000, 2_000],
    ['in one that never ended', 9_000, 3_000],
    ['before the first frame', 400, -600],
  ])('%s', (_where, atMs, inFile) => {
    expect(inFileMs(paused, atMs)).toBe(inFile);
  });

  it('is counted from the start of the recording where the recorder never said when it began', () => {
    expect(inFileMs({ ...row, mediaStartedAtMs: null }, 1_900)).toBe(1_000);
  });

  it('takes nothing out for a pause before the first frame', () => {
    expect(inFileMs({ ...row, pauses: [{ fromMs: 100, toMs: 900 }] }, 2_000.5)).toBe(1_000);
  });
});

describe('the timeline', () => {
  it('tells who came, shared, spoke and left, in order', () => {
    const moments = [
      moment('joined', 3_000, 'Bob'),
      moment('sharing', 4_000),
      moment('not-sharing', 9_000),
      moment('left', 12_000, 'Bob'),
    ];
    const { chapters } = timelineOf(row, moments, [{ name: 'Bob', fromMs: 2_500, toMs: 7_000 }]);
    expect(chapters.map(({ atMs, kind, name }) => `${atMs} ${name} ${kind}`)).toEqual([
      '2000 Bob joined',
      '2500 Bob spoke',
      '3000 Ann shared',
      '8000 Ann unshared',
      '11000 Bob left',
    ]);
  });

  it('shows what was shared before the first frame at the start, and who came before it not at all', () => {
    const moments = [moment('joined', 950, 'Bob'), moment('sharing', 960)];
    const { chapters } = timelineOf(row, moments, []);
    expect(chapters).toEqual([{ atMs: 0, kind: 'shared', name: 'Ann' }]);
  });

  it('says nothing twice that the server said again after a restart', () => {
    const moments = [
      moment('sharing', 2_000),
      moment('sharing', 3_000),
      moment('not-sharing', 4_000, 'Bob'),
      moment('not-sharing', 5_000),
      moment('not-sharing', 6_000),
    ];
    const { chapters } = timelineOf(row, moments, []);
    expect(chapters.map(({ kind, name }) => `${name} ${kind}`)).toEqual([
      'Ann shared',
      'Ann unshared',
    ]);
  });

  it('ends what somebody shared when they leave', () => {
    const moments = [moment('sharing', 2_000), moment('left', 5_000)];
    const kinds = timelineOf(row, moments, []).chapters.map(({ kind }) => kind);
    expect(kinds).toEqual(['shared', 'left', 'unshared']);
  });

  it('keeps the chat beside it, and nothing beyond the end of the file', () => {
    const moments = [
      moment('chat', 900, 'Ann', 'too early'),
      moment('chat', 2_000, 'Ann', 'now'),
      moment('chat', 99_000, 'Bob', 'a little late'),
    ];
    expect(timelineOf(row, moments, []).chat).toEqual([
      { atMs: 1_000, name: 'Ann', text: 'now' },
      { atMs: 60_000, name: 'Bob', text: 'a little late' },
    ]);
  });
});
