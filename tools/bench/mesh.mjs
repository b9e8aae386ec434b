import { benchCpu } from './mesh/cpu.mjs';
import { benchCrowd } from './mesh/crowd.mjs';
import { benchJoinOfFour, benchJoinOfTwo } from './mesh/join-together.mjs';
import { benchUplink } from './mesh/uplink.mjs';

const parts = {
  join2: benchJoinOfTwo,
  join4: benchJoinOfFour,
  cpu: benchCpu,
  crowd: benchCrowd,
  uplink: benchUplink,
};

/** Several people against a bare mesh of as many: joining, processor time, a crowd, and a weak uplink. */
export async function benchMesh(words) {
  const wanted = Object.keys(parts).filter((name) => words.includes(name));
  const rounds = Number(words.find((word) => /^\d+$/.test(word)) ?? Number.NaN);
  for (const name of wanted.length > 0 ? wanted : Object.keys(parts)) {
    console.log(`\n${name}`);
    await parts[name](Number.isNaN(rounds) ? {} : { rounds });
  }
}
