import fc from 'fast-check';
import { PartialPiece } from './partial-piece';
import { bytesOf } from './testing/party';

const bytes = bytesOf(1_000);
const add = (piece: PartialPiece, from: number, to: number, who = 'ann') =>
  piece.add(who, from, bytes.subarray(from, to));

describe('a piece on its way', () => {
  it('is whole when its last byte is there, however it was cut', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 999 }), { maxLength: 8 }), (cuts) => {
        const piece = new PartialPiece(0, 1_000);
        const edges = [0, ...new Set(cuts.sort((left, right) => left - right)), 1_000];
        for (const [at, from] of edges.slice(0, -1).entries()) {
          expect(piece.take()).toBeNull();
          expect(add(piece, from, edges[at + 1] ?? 1_000)).toBe(0);
        }
        expect(piece.take()).toEqual(bytes);
      }),
    );
  });

  it('goes on where another participant stopped, and passes over what it has', () => {
    const piece = new PartialPiece(0, 1_000);
    add(piece, 0, 600, 'ann');
    expect(add(piece, 500, 1_000, 'bob')).toBe(100);
    expect(piece.take()).toEqual(bytes);
    expect([...piece.contributors]).toEqual(['ann', 'bob']);
  });

  it('refuses a gap and a byte after its end, and says what it had already', () => {
    const piece = new PartialPiece(0, 1_000);
    expect(add(piece, 100, 200)).toBe('wrong-place');
    expect(piece.add('ann', 900, new Uint8Array(101))).toBe('too-many-bytes');
    expect([add(piece, 0, 100), add(piece, 0, 100), add(piece, 50, 100)]).toEqual([0, 100, 50]);
    expect(piece.missingBytes).toBe(900);
  });
});
