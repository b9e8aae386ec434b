import type { Happening } from '@parley/contract';
import * as fc from 'fast-check';
import { EventLog } from './event-log';

const withdrawn = (shareId: string): Happening => ({ type: 'files:share-withdrawn', shareId });
const at = new Date(0);
const all = () => true;

describe('the event log', () => {
  it('answers what came after a number, in order', () => {
    const log = new EventLog<string>(10);
    for (const id of ['a', 'b', 'c']) log.append(withdrawn(id), at, 'everyone');
    expect(log.after(1, all)).toMatchObject([
      { sequence: 2, at: '1970-01-01T00:00:00.000Z', happening: withdrawn('b') },
      { sequence: 3, happening: withdrawn('c') },
    ]);
    expect(log.after(3, all)).toEqual([]);
  });

  it('leaves out what was not meant for the asker and keeps the numbers', () => {
    const log = new EventLog<string>(10);
    log.append(withdrawn('a'), at, 'moderators');
    log.append(withdrawn('b'), at, 'everyone');
    expect(log.after(0, (audience) => audience === 'everyone')).toMatchObject([{ sequence: 2 }]);
  });

  it('knows nothing of numbers from another life', () => {
    const log = new EventLog<string>(10, 1_000);
    expect(log.after(0, all)).toBe('too-old');
    expect(log.after(1_000, all)).toEqual([]);
    log.append(withdrawn('a'), at, 'everyone');
    expect(log.lastSequence).toBe(1_001);
    expect(log.after(999, all)).toBe('too-old');
    expect(log.after(1_002, all)).toBe('too-old');
  });

  it('answers exactly the missing ones or too-old, for every length, capacity and question', () => {
    fc.assert(
      fc.property(
        fc.nat(40),
        fc.integer({ min: 1, max: 20 }),
        fc.nat(50),
        (length, capacity, since) => {
          const log = new EventLog<string>(capacity);
          for (let number = 1; number <= length; number += 1)
            log.append(withdrawn(String(number)), at, 'everyone');
          const answer = log.after(since, all);
          const isAnswerable = since <= length && since >= length - capacity;
          const missing = Array.from(
            { length: Math.max(0, length - since) },
            (_, i) => since + 1 + i,
          );
          expect(answer === 'too-old' ? answer : answer.map(({ sequence }) => sequence)).toEqual(
            isAnswerable ? missing : 'too-old',
          );
        },
      ),
    );
  });
});
