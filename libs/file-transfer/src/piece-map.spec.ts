import fc from 'fast-check';
import { toBase64 } from './base64';
import { PieceMap } from './piece-map';

describe('a piece map', () => {
  it('knows what was added, once, and survives being sent', () => {
    const counted = fc.integer({ min: 0, max: 500 }).chain((pieceCount) =>
      fc.record({
        pieceCount: fc.constant(pieceCount),
        indices: fc.uniqueArray(fc.nat({ max: Math.max(0, pieceCount - 1) })),
      }),
    );
    fc.assert(
      fc.property(counted, ({ pieceCount, indices }) => {
        const map = PieceMap.empty(pieceCount);
        const added = indices.filter((index) => map.add(index));
        expect(added).toHaveLength(pieceCount === 0 ? 0 : indices.length);
        expect(indices.every((index) => !map.add(index))).toBe(true);
        const sent = PieceMap.parse(pieceCount, map.toText());
        expect(sent?.size).toBe(added.length);
        expect(added.every((index) => sent?.has(index))).toBe(true);
        expect(sent?.isComplete).toBe(added.length === pieceCount);
      }),
    );
  });

  it('has no piece outside the file', () => {
    const map = PieceMap.full(9);
    expect([map.has(-1), map.has(9), map.add(9), map.add(-1)]).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect(map.size).toBe(9);
  });

  it('lets pieces go again', () => {
    const map = PieceMap.full(9);
    map.remove(3);
    map.remove(3);
    map.remove(77);
    expect([map.size, map.has(3), map.isComplete]).toEqual([8, false, false]);
  });

  it('writes the most significant bit first', () => {
    const map = PieceMap.empty(9);
    map.add(0);
    map.add(8);
    expect(map.toText()).toBe(toBase64(Uint8Array.of(0x80, 0x80)));
  });

  it.each([
    ['not base64', '%%%%'],
    ['cut base64', 'abc'],
    ['too short', toBase64(new Uint8Array(1))],
    ['too long', toBase64(new Uint8Array(3))],
    ['pieces after the end', toBase64(Uint8Array.of(0, 0x01))],
  ])('refuses a map that is %s', (_what, text) => {
    expect(PieceMap.parse(10, text)).toBeNull();
  });
});
