import { frameHeaderBytes, framePayloadBytes, readFrame, writeFrame } from '../piece-frame';
import { PartRing, readRing, ringBytes } from './part-ring';
import type { FileWrite } from './worker-protocol';

const shareId = '6b1f1b4e-8f0e-4f0c-9d6b-0f6f6d8f7a11';
const recordBytes = frameHeaderBytes + framePayloadBytes;

/** A message as it comes, in memory of its own. */
function part(index: number, offset: number, payload: Uint8Array) {
  const frame = readFrame(writeFrame({ shareId, index, offset, payload }).buffer);
  if (!frame) throw new Error('no frame');
  return frame;
}

function open() {
  const disk = new Uint8Array(ringBytes);
  const write = jest.fn((records: readonly FileWrite[]) => {
    for (const { at, bytes } of records) disk.set(bytes, at);
  });
  return { disk, write, ring: new PartRing(write) };
}

describe('the ring of begun pieces', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('gives back what it kept, each piece in order, however short', () => {
    const { disk, ring } = open();
    ring.keep(part(7, framePayloadBytes, Uint8Array.of(3, 4, 5)));
    ring.keep(part(7, 0, new Uint8Array(framePayloadBytes).fill(9)));
    ring.flush();
    const [first, second] = readRing(disk);
    expect(first).toEqual({
      index: 7,
      offset: 0,
      payload: new Uint8Array(framePayloadBytes).fill(9),
    });
    expect(second).toEqual({
      index: 7,
      offset: framePayloadBytes,
      payload: Uint8Array.of(3, 4, 5),
    });
  });

  it('forgets the oldest, and never grows', () => {
    const { disk, ring } = open();
    const places = ringBytes / recordBytes;
    for (let index = 0; index <= places; index += 1) ring.keep(part(index, 0, Uint8Array.of(1)));
    ring.flush();
    const indices = readRing(disk).map(({ index }) => index);
    expect(indices).toHaveLength(places);
    expect(indices).toContain(places);
    expect(indices).not.toContain(0);
  });

  it('takes the memory of whole messages only', () => {
    const { disk, ring } = open();
    ring.keep({ shareId, index: 1, offset: 0, payload: Uint8Array.of(1, 2, 3) });
    ring.flush();
    expect(readRing(disk)).toEqual([]);
  });

  it('writes a few messages at once, and the last of them soon', () => {
    const { ring, write } = open();
    for (let index = 0; index < 5; index += 1) ring.keep(part(index, 0, Uint8Array.of(1)));
    expect(write.mock.calls.map(([records]) => records.length)).toEqual([4]);
    jest.advanceTimersByTime(100);
    expect(write.mock.calls.map(([records]) => records.length)).toEqual([4, 1]);
    jest.advanceTimersByTime(1_000);
    ring.flush();
    expect(write).toHaveBeenCalledTimes(2);
  });

  it('of which only a part was written is read as far as it goes', () => {
    const { disk, ring } = open();
    ring.keep(part(1, 0, Uint8Array.of(1, 2, 3)));
    ring.keep(part(2, 0, Uint8Array.of(4)));
    ring.flush();
    const cut = disk.subarray(0, recordBytes + frameHeaderBytes);
    expect(readRing(cut)).toEqual([{ index: 1, offset: 0, payload: Uint8Array.of(1, 2, 3) }]);
    expect(readRing(new Uint8Array())).toEqual([]);
  });
});
