import fc from 'fast-check';
import { framePayloadBytes, readFrame, writeFrame } from './piece-frame';

const frames = fc.record({
  shareId: fc.uuid(),
  index: fc.integer({ min: 0, max: 0xffff_ffff }),
  offset: fc.integer({ min: 0, max: 0xffff_ffff }),
  payload: fc.uint8Array({ minLength: 1, maxLength: 200 }),
});

describe('a piece frame', () => {
  it('comes over as it was written', () => {
    fc.assert(
      fc.property(frames, (frame) => {
        expect(readFrame(writeFrame(frame).buffer)).toEqual(frame);
      }),
    );
  });

  it('is laid out as the contract says', () => {
    const shareId = '00112233-4455-6677-8899-aabbccddeeff';
    const message = writeFrame({ shareId, index: 1, offset: 0x0102, payload: Uint8Array.of(9) });
    expect(Buffer.from(message).toString('hex')).toBe(
      '00112233445566778899aabbccddeeff000000010000010209',
    );
  });

  it.each([0, 1, 24, 24 + framePayloadBytes + 1])('is not read from %i bytes', (lengthBytes) => {
    expect(readFrame(new ArrayBuffer(lengthBytes))).toBeNull();
  });
});
