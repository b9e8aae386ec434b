import { drawPreview } from './draw-preview';

/** The first bytes of a PNG of this size; there need not be more for a decoder to take the memory. */
function png(width: number, height: number): Blob {
  const view = new DataView(new ArrayBuffer(33));
  view.setUint32(0, 0x89504e47);
  view.setUint32(12, 0x49484452);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return new Blob([view.buffer]);
}

describe('the preview of a picture', () => {
  const decode = jest.fn();
  beforeEach(() => {
    decode.mockReset().mockRejectedValue(new DOMException('', 'InvalidStateError'));
    globalThis.createImageBitmap = decode;
  });

  it('is not drawn, nor decoded, where a few bytes claim a picture that fills all memory', async () => {
    expect(await drawPreview(png(60_000, 60_000))).toBeNull();
    expect(decode).not.toHaveBeenCalled();
  });

  it('is not drawn where it only begins like a picture', async () => {
    expect(await drawPreview(png(600, 600))).toBeNull();
    expect(decode).toHaveBeenCalledTimes(1);
  });

  it('is not drawn of anything else, which is not even decoded', async () => {
    expect(await drawPreview(new Blob(['<svg xmlns="http://www.w3.org/2000/svg"/>']))).toBeNull();
    expect(decode).not.toHaveBeenCalled();
  });
});
