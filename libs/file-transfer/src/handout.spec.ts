import { Handout } from './handout';
import { FakeClock } from './testing/fake-clock';

const pieceCount = 20;
const most = 4;

function open() {
  const clock = new FakeClock();
  const told = new Map<string, Set<number>>();
  const handout = new Handout({
    pieceCount,
    most,
    clock,
    onGive: (id, indices) => {
      const known = indices ? (told.get(id) ?? new Set<number>()) : new Set<number>();
      for (const index of indices ?? handout.mapFor(id).toIndices()) known.add(index);
      told.set(id, known);
    },
  });
  const of = (id: string) => [...(told.get(id) ?? [])].sort((left, right) => left - right);
  return { clock, handout, of };
}

const all = Array.from({ length: pieceCount }, (_, index) => index);

describe('handing pieces out', () => {
  it('tells a lone receiver of everything, and anybody who does not take it', () => {
    const { handout } = open();
    handout.join('bob');
    expect(handout.mapFor('bob').isComplete).toBe(true);
    expect(handout.mapFor('somebody').isComplete).toBe(true);
  });

  it('tells two of different pieces, and of further ones as they go out', () => {
    const { handout, of } = open();
    handout.join('bob');
    handout.noteAsked('bob', 7);
    handout.join('carol');
    expect(handout.mapFor('bob').toIndices()).toContain(7);
    const before = of('carol');
    expect(before.some((index) => of('bob').includes(index))).toBe(false);
    for (const index of before) handout.noteSent('carol', index);
    const after = of('carol');
    expect(after.length).toBeGreaterThan(before.length);
    expect(after.some((index) => of('bob').includes(index))).toBe(false);
  });

  it('tells of a piece that does not come from others in time, and not before', () => {
    const { clock, handout, of } = open();
    handout.join('bob');
    handout.join('carol');
    handout.noteHeld('bob', all);
    expect(of('carol').length).toBeLessThan(most + 1);
    handout.noteHeld('carol', of('carol'));
    const before = of('carol');
    clock.advance(400);
    expect(of('carol')).toEqual(before);
    clock.advance(400);
    expect(of('carol').length).toBeGreaterThan(before.length);
  });

  it('lets one who claims everything hold nobody up for long', () => {
    const { clock, handout, of } = open();
    handout.join('liar');
    handout.noteHeld('liar', all);
    handout.join('bob');
    for (let second = 0; second < pieceCount; second += 1) {
      clock.advance(1_000);
      for (const index of of('bob')) handout.noteSent('bob', index);
    }
    clock.advance(1_000);
    expect(of('bob')).toEqual(all);
  });

  it.each(['leaves', 'pauses'])('gives to others what somebody was told of who %s', (how) => {
    const { handout, of } = open();
    for (const id of ['bob', 'carol', 'dave']) handout.join(id);
    const [lost] = of('bob');
    if (how === 'leaves') handout.leave('bob');
    else handout.noteTaking('bob', false);
    for (let turn = 0; turn < pieceCount; turn += 1)
      for (const id of ['carol', 'dave']) handout.noteHeld(id, of(id));
    expect([...of('carol'), ...of('dave')]).toContain(lost);
  });

  it('knows when those who are here have it among them, and when no longer', () => {
    const { handout } = open();
    handout.join('bob');
    handout.join('carol');
    handout.noteHeld('bob', all.slice(0, 12));
    expect(handout.isHeldByOthers).toBe(false);
    handout.noteHeld('carol', all.slice(10));
    expect(handout.isHeldByOthers).toBe(true);
    handout.leave('carol');
    expect(handout.isHeldByOthers).toBe(false);
  });

  it('goes back to everything for whoever remains alone', () => {
    const { handout, of } = open();
    handout.join('bob');
    handout.join('carol');
    handout.leave('carol');
    expect(of('bob')).toEqual(all);
  });

  it('ends with close', () => {
    const { clock, handout } = open();
    handout.join('bob');
    handout.join('carol');
    handout.noteHeld('bob', all);
    handout.close();
    clock.advance(10_000);
    expect(clock.waitingTimers).toBe(0);
  });
});
