const element = (id: readonly number[], payload: readonly number[]) => [
  ...id,
  0x40 | (payload.length >> 8),
  payload.length & 0xff,
  ...payload,
];
const unknownSize = [0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
const track = (number: number, type: number) =>
  element([0xae], [...element([0xd7], [number]), ...element([0x83], [type])]);
const block = (number: number, timeMs: number) =>
  element([0xa3], [0x80 | number, timeMs >> 8, timeMs & 0xff, 0, ...Array<number>(300).fill(0xa3)]);

/** Bytes of a WebM as Chromium writes it: sound on track 1, the picture on track 2, sizes of what still grows unknown; its last picture is at 5,040 ms. */
export const tinyWebm = Uint8Array.from([
  ...element([0x1a, 0x45, 0xdf, 0xa3], [0x42, 0x86, 0x81, 1]),
  ...[0x18, 0x53, 0x80, 0x67, ...unknownSize],
  ...element([0x16, 0x54, 0xae, 0x6b], [...track(1, 2), ...track(2, 1)]),
  ...[0x1f, 0x43, 0xb6, 0x75, ...unknownSize, ...element([0xe7], [0])],
  ...[...block(1, 0), ...block(2, 12), ...block(1, 60)],
  ...[0x1f, 0x43, 0xb6, 0x75, ...unknownSize, ...element([0xe7], [0x13, 0x88])],
  ...[...block(2, 40), ...block(1, 90)],
]);
