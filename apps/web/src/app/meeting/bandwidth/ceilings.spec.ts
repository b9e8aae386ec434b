import { noCeilings } from '@parley/contract';
import { ceilingsFrom, lowerOf } from './ceilings';

describe('ceilings', () => {
  it('hold as the smaller of what a person and the room say', () => {
    const own = { audioKbps: 24, videoKbps: 500, screenKbps: null };
    const room = { audioKbps: null, videoKbps: 250, screenKbps: 1_000 };
    const both = { audioKbps: 24, videoKbps: 250, screenKbps: 1_000 };
    expect(lowerOf(own, room)).toEqual(both);
    expect(lowerOf(room, own)).toEqual(both);
    expect(lowerOf(noCeilings, noCeilings)).toEqual(noCeilings);
  });

  it('are read back as they were kept', () => {
    const kept = { audioKbps: 16, videoKbps: null, screenKbps: 500 };
    expect(ceilingsFrom(JSON.stringify(kept))).toEqual(kept);
  });

  it.each([null, undefined, '', 'not JSON', '500', '{"videoKbps":1}', '{"audioKbps":"16"}'])(
    'are none where %j was kept',
    (text) => {
      expect(ceilingsFrom(text)).toEqual(noCeilings);
    },
  );
});
