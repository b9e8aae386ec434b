import type { SeatEntity } from '../meetings/seat.entity';
import { attendeesOf } from './attendees';

const minute = 60_000;
type Sat = Parameters<typeof attendeesOf>[0][number];
const seat = (changes: Partial<SeatEntity>): Sat => ({
  name: 'Ann',
  role: 'participant',
  accountId: null,
  deviceHash: 'device',
  standing: 'left',
  joinedAtMs: 0,
  changedAtMs: 10 * minute,
  ...changes,
});
const clock = (moment: string | null) => moment && moment.slice(14, 16);
const stays = (seats: readonly Sat[]) =>
  attendeesOf(seats).map(({ name, stays }) => [
    name,
    ...stays.map(({ from, to }) => `${clock(from)}-${clock(to) ?? ''}`),
  ]);

describe('who took part', () => {
  it('is one person, however often they came', () => {
    const again = seat({ joinedAtMs: 15 * minute, changedAtMs: 20 * minute });
    expect(stays([again, seat({})])).toEqual([['Ann', '00-10', '15-20']]);
  });

  it('is by account whatever the name, by browser and name otherwise', () => {
    const [first, second] = ['Ann', 'Annie'].map((name, index) =>
      seat({ name, accountId: 'a', deviceHash: `d${index}`, joinedAtMs: index * 20 * minute }),
    ) as [Sat, Sat];
    const late = { ...second, changedAtMs: 30 * minute };
    expect(stays([first, late])).toEqual([['Annie', '00-10', '20-30']]);
    expect(stays([seat({}), seat({ name: 'Bob' }), seat({ deviceHash: 'other' })])).toHaveLength(3);
  });

  it('was there once where their stays touch or overlap', () => {
    const over = seat({ joinedAtMs: 10 * minute, changedAtMs: 12 * minute });
    const inside = seat({ joinedAtMs: 11 * minute, changedAtMs: 11 * minute });
    expect(stays([seat({}), over, inside])).toEqual([['Ann', '00-12']]);
  });

  it('is there still as long as the seat lives', () => {
    const now = seat({ standing: 'admitted', joinedAtMs: 20 * minute });
    expect(stays([seat({}), now])).toEqual([['Ann', '00-10', '20-']]);
  });

  it('is nobody who only waited', () => {
    expect(attendeesOf([seat({ joinedAtMs: null, standing: 'denied' })])).toEqual([]);
  });

  it('has the highest role that they had', () => {
    const roles = [seat({}), seat({ role: 'moderator', joinedAtMs: minute }), seat({})];
    expect(attendeesOf(roles)).toMatchObject([{ role: 'moderator', isAccount: false }]);
  });
});
