import { benchCall } from './files/call.mjs';
import { benchCuts } from './files/cuts.mjs';
import { benchLarge } from './files/large.mjs';
import { benchNarrow } from './files/narrow.mjs';
import { benchOneToOne } from './files/one-to-one.mjs';
import { benchRoom } from './files/room.mjs';
import { benchLimited, benchMany, benchSlow } from './files/swarms.mjs';

const parts = {
  one: benchOneToOne,
  many: benchMany,
  limited: benchLimited,
  slow: benchSlow,
  large: benchLarge,
  cuts: benchCuts,
  call: benchCall,
  room: benchRoom,
  narrow: benchNarrow,
};

/**
 * Files against the bare thing, among several, over weak links, larger than memory, cut in the middle, beside a call, in a
 * room of ten, and beside a voice on a narrow uplink.
 * A number after a part is its size: gigabytes for `large`, mebibytes for all others.
 */
export async function benchFiles(words = []) {
  const wanted = Object.keys(parts).filter((name) => words.includes(name));
  const size = words.map(Number).find((number) => number > 0);
  for (const name of wanted.length > 0 ? wanted : Object.keys(parts)) {
    console.log(`\n${name}`);
    const sized = name === 'large' ? { gigabytes: size } : { mebibytes: size };
    await parts[name](size === undefined ? {} : sized);
  }
}
