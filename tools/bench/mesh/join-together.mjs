import { setTimeout as pass } from 'node:timers/promises';
import { compare } from '../figures.mjs';
import { joinAll, joinLast, openGroup } from './groups.mjs';

/** Those who stay have found their bitrates again. */
const settleMs = 5_000;

async function joinOnce(kind, people) {
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

/** Until everyone sees everyone: all joining at once, and when the last one comes to the others. */
async function compareJoins(people, rounds) {
  const figures = { ours: [], bare: [] };
  for (let round = 0; round < rounds; round += 1)
    for (const kind of round % 2 ? ['ours', 'bare'] : ['bare', 'ours'])
      figures[kind].push(await joinOnce(kind, people));
  const part = (name) => ({
    ours: figures.ours.map((one) => one[name]),
    bare: figures.bare.map((one) => one[name]),
  });
  compare(
    `${people} join at once: first click until everyone sees everyone`,
    'ms',
    part('together'),
  );
  compare(`One joins ${people - 1}: click until everyone sees everyone`, 'ms', part('last'));
}

/** Two people, in the same pages as four are: unlike `bench join`, bare draws its pictures, too, and has a page for each. */
export const benchJoinOfTwo = ({ rounds = 7 } = {}) => compareJoins(2, rounds);

export const benchJoinOfFour = ({ rounds = 7 } = {}) => compareJoins(4, rounds);
