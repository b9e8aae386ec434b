import { fromWholeStart } from './first-slice';

const type = 'video/webm';
const blob = (...bytes: number[]) => new Blob([new Uint8Array(bytes)], { type });
const bytesOf = async (slice: Blob) => [...new Uint8Array(await slice.arrayBuffer())];

describe('the first slice of a file', () => {
  it('waits until it says what the file is, as where the first picture comes late', async () => {
    const given: Blob[] = [];
    const keep = fromWholeStart((slice) => given.push(slice));
    for (const slice of [blob(0x1a), blob(), blob(0x45, 0xdf, 0xa3, 1), blob(2), blob()])
      keep(slice);
    expect(await Promise.all(given.map(bytesOf))).toEqual([[0x1a, 0x45, 0xdf, 0xa3, 1], [2], []]);
    expect(given[0]?.type).toBe(type);
  });

  it('goes on as it is where it is whole', async () => {
    const given: Blob[] = [];
    fromWholeStart((slice) => given.push(slice))(blob(0x1a, 0x45, 0xdf, 0xa3));
    expect(await Promise.all(given.map(bytesOf))).toEqual([[0x1a, 0x45, 0xdf, 0xa3]]);
  });
});
