import { isDeepStrictEqual } from 'node:util';
import { limits } from '@parley/contract';
import { decideAdmission, type AdmissionDecision, type AdmissionFacts } from './admission-rules';

const openDoor: AdmissionFacts = {
  isOwner: false,
  isModerator: false,
  isGuest: true,
  allowsGuests: true,
  isBlocked: false,
  wasRemoved: false,
  time: 'within',
  needsInvitation: false,
  invitation: 'none',
  password: 'not-needed',
  isLocked: false,
  hasLobby: false,
  isHostMissing: false,
  admittedCount: 0,
  maxParticipants: 8,
  waitingCount: 0,
};
const full = { admittedCount: 8 };
const waits = { type: 'wait', for: 'moderator' } as const;
const waitsForHost = { type: 'wait', for: 'host' } as const;
const refused = (code: string) => ({ type: 'refuse', code });

/** Quick, for the many where `expect` would take most of the time. */
function expectQuickly(actual: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(actual, expected)) expect(actual).toEqual(expected);
}

describe('admission', () => {
  it.each([
    ['an open door', {}, { type: 'admit' }],
    ['a lobby', { hasLobby: true }, waits],
    ['a full meeting with a lobby', { hasLobby: true, ...full }, waits],
    ['a removal before', { wasRemoved: true }, waits],
    ['a full meeting', full, refused('room-full')],
    ['a lock', { isLocked: true, hasLobby: true }, refused('room-locked')],
    ['a block', { isBlocked: true, isLocked: true }, refused('blocked')],
    [
      'a lobby where too many wait',
      { hasLobby: true, waitingCount: limits.maxWaiting },
      refused('busy'),
    ],
    ['no guests', { allowsGuests: false }, refused('guests-refused')],
    ['no guests, and an account', { allowsGuests: false, isGuest: false }, { type: 'admit' }],
    ['a time to come', { time: 'before' }, refused('room-not-open')],
    ['a time gone by', { time: 'after' }, refused('room-closed')],
    ['a missing invitation', { needsInvitation: true }, refused('invitation-needed')],
    [
      'an invitation of the past',
      { needsInvitation: true, invitation: 'over' },
      refused('invitation-over'),
    ],
    ['an invitation', { needsInvitation: true, invitation: 'good' }, { type: 'admit' }],
    ['a password', { password: 'unchecked' }, { type: 'check-password' }],
    ['no word for a password', { password: 'missing' }, { type: 'check-password' }],
    ['the right password', { password: 'right' }, { type: 'admit' }],
    [
      'an invitation for a password',
      { password: 'missing', invitation: 'good' },
      { type: 'admit' },
    ],
    [
      'an invitation of the past and no password',
      { password: 'missing', invitation: 'over' },
      refused('invitation-over'),
    ],
    ['an invitation and a lobby', { invitation: 'good', hasLobby: true }, waits],
    ['a host to come', { isHostMissing: true }, waitsForHost],
    ['a host to come and a lobby', { isHostMissing: true, hasLobby: true }, waits],
  ] as const)('with %s', (_, facts, decision) => {
    expect(decideAdmission({ ...openDoor, ...facts })).toEqual(decision);
  });

  it('lets the owner in, whatever else is true', () => {
    for (const facts of everySituation())
      expectQuickly(decideAdmission({ ...facts, isOwner: true }), { type: 'admit' });
  });

  it('holds up a moderator of the room only by a block, a removal, and a full meeting', () => {
    for (const facts of everySituation()) {
      const decision = decideAdmission({ ...facts, isOwner: false, isModerator: true });
      const { isBlocked, wasRemoved, admittedCount, maxParticipants } = facts;
      if (isBlocked) expectQuickly(decision, refused('blocked'));
      else if (wasRemoved) expectQuickly(decision, waits);
      else
        expectQuickly(
          decision,
          admittedCount < maxParticipants ? { type: 'admit' } : refused('room-full'),
        );
    }
  });

  it('lets nobody else in where anything stands in the way, in every combination', () => {
    let admitted = 0;
    let count = 0;
    for (const facts of everySituation()) {
      const decision = decideAdmission({ ...facts, isOwner: false, isModerator: false });
      expectQuickly(decision.type === 'admit', obstacles(facts).length === 0);
      if (decision.type === 'wait') expectQuickly(mayWait(facts), true);
      admitted += Number(decision.type === 'admit');
      count += 1;
    }
    expect(admitted).toBeGreaterThan(0);
    expect(count).toBe(2 ** 10 * 3 * 3 * 4);
  });

  it('lets a lobby hold whatever invitation or password somebody brings, and however early', () => {
    for (const facts of everySituation()) {
      const strict = { ...facts, isOwner: false, isModerator: false, hasLobby: true };
      const decision: AdmissionDecision = decideAdmission(strict);
      const isHeld = decision.type !== 'admit' && !isDeepStrictEqual(decision, waitsForHost);
      expectQuickly(isHeld, true);
    }
  });
});

/** What stands between a stranger and the meeting, said a second time and in another way. */
function obstacles(facts: AdmissionFacts): string[] {
  const { invitation, password } = facts;
  const isInvited = invitation === 'good';
  return Object.entries({
    block: facts.isBlocked,
    guest: facts.isGuest && !facts.allowsGuests,
    time: facts.time !== 'within',
    invitation: facts.needsInvitation && !isInvited,
    password: !isInvited && (password === 'missing' || password === 'unchecked'),
    lock: facts.isLocked,
    lobby: facts.hasLobby || facts.wasRemoved || facts.isHostMissing,
    size: facts.admittedCount >= facts.maxParticipants,
  })
    .filter(([, stands]) => stands)
    .map(([name]) => name);
}

/** Nobody waits whom only a lobby or a missing host holds up. */
function mayWait(facts: AdmissionFacts): boolean {
  const held = obstacles(facts);
  return held.includes('lobby') && held.every((one) => one === 'lobby' || one === 'size');
}

const flags = [
  'isGuest',
  'allowsGuests',
  'isBlocked',
  'wasRemoved',
  'needsInvitation',
  'isLocked',
  'hasLobby',
  'isHostMissing',
  'isModerator',
] as const;

/** Every combination of everything that decides. */
function* everySituation(): Generator<AdmissionFacts> {
  for (let bits = 0; bits < 2 ** (flags.length + 1); bits += 1)
    for (const time of ['before', 'within', 'after'] as const)
      for (const invitation of ['none', 'good', 'over'] as const)
        for (const password of ['not-needed', 'missing', 'unchecked', 'right'] as const)
          yield {
            ...openDoor,
            ...Object.fromEntries(flags.map((flag, place) => [flag, (bits & (1 << place)) !== 0])),
            ...((bits & (1 << flags.length)) !== 0 && full),
            ...{ time, invitation, password },
          };
}
