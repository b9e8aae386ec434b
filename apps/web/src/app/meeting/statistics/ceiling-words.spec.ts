import { noCeilings } from '@parley/contract';
import { ceilingWords } from './ceiling-words';

describe('the words for ceilings', () => {
  it('say that there is none', () => {
    expect(ceilingWords(noCeilings, noCeilings)).toEqual(['No limit is set.']);
  });

  it('name each one, and who set the lower one', () => {
    const own = { audioKbps: 24, videoKbps: 500, screenKbps: null };
    const room = { audioKbps: null, videoKbps: 250, screenKbps: 1_000 };
    expect(ceilingWords(own, room)).toEqual([
      'Your sound: at most 24 kbit/s to each person. You set this.',
      'Your camera: at most 250 kbit/s to each person. The room sets this.',
      'Your screens: at most 1.0 Mbit/s to each person. The room sets this.',
    ]);
  });
});
