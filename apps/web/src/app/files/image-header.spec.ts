import { readImageHeader } from './image-header';

const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13];
const ascii = (text: string) => Array.from(text, (letter) => letter.charCodeAt(0));
const zeros = (count: number) => new Array<number>(count).fill(0);
const header = (...bytes: number[]) => readImageHeader(Uint8Array.from(bytes));

describe('the header of an image', () => {
  it.each([
    ['image/png', [...png, ...ascii('IHDR'), 0, 0, 2, 128, 0, 0, 1, 224], 640, 480],
    ['image/gif', [...ascii('GIF89a'), 128, 2, 224, 1], 640, 480],
    [
      'image/jpeg',
      [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc2, 0, 17, 8, 1, 224, 2, 128],
      640,
      480,
    ],
    [
      'image/webp',
      [...ascii('RIFF'), ...zeros(4), ...ascii('WEBPVP8X'), ...zeros(8), 127, 2, 0, 223, 1, 0],
      640,
      480,
    ],
    [
      'image/webp',
      [...ascii('RIFF'), ...zeros(4), ...ascii('WEBPVP8 '), ...zeros(10), 128, 2, 224, 1],
      640,
      480,
    ],
    [
      'image/webp',
      [...ascii('RIFF'), ...zeros(4), ...ascii('WEBPVP8L'), ...zeros(4), 0x2f, 0x7f, 0xc2, 0x77, 0],
      640,
      480,
    ],
  ])('of type %s says its size', (type, bytes, width, height) => {
    expect(header(...bytes)).toEqual({ type, width, height });
  });

  it('is known by its bytes, not by what the file was called', () => {
    const svg = ascii('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    expect(header(...svg)).toBeNull();
    expect(header(...ascii('<!doctype html><html></html>'))).toBeNull();
  });

  it('that ends too early, or never comes to its size, is none', () => {
    expect(header()).toBeNull();
    expect(header(...png)).toBeNull();
    expect(header(0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff)).toBeNull();
    expect(header(0xff, 0xd8, 0x00, 0x00, 0, 0)).toBeNull();
  });
});
