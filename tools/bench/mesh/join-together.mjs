import { setTimeout as pass } from 'node:timers/promises';
import { compare } from '../figures.mjs';
import { joinAll, joinLast, openGroup } from './groups.mjs';

const people = 4;
/** The three who stay have found their bitrates again. */
const settleMs = 5_000;

async function joinOnce(kind) {
  const group = await openGroup(kind, people);
  try {
    const together = await joinAll(group);
    await pass(settleMs);
    await group.leave(people - 1);
    await group.comeBack(people - 1);
    await pass(settleMs);
    return { together, last: await joinLast(group) };
  } finally {
    await group.close();
  }
}

/** Four people: until everyone sees everyone, all joining at once, and when the fourth comes to three. */
export async function benchJoinTogether({ rounds = 7 } = {}) {
  const figures = { ours: [], bare: [] };
  for (let round = 0; round < rounds; round += 1)
    for (const kind of round % 2 ? ['ours', 'bare'] : ['bare', 'ours'])
      figures[kind].push(await joinOnce(kind));
  const part = (name) => ({
    ours: figures.ours.map((one) => one[name]),
    bare: figures.bare.map((one) => one[name]),
  });
  compare('Four join at once: first click until everyone sees everyone', 'ms', part('together'));
  compare('The fourth joins three: click until everyone sees everyone', 'ms', part('last'));
}
