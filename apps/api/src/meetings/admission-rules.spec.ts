import { limits } from '@parley/contract';
import { decideAdmission, type AdmissionFacts } from './admission-rules';

const openDoor: AdmissionFacts = {
  isOwner: false,
  isBlocked: false,
  isLocked: false,
  hasLobby: false,
  wasRemoved: false,
  admittedCount: 0,
  maxParticipants: 8,
  waitingCount: 0,
};
const full = { admittedCount: 8 };

describe('admission', () => {
  it.each([
    ['an open door', {}, { type: 'admit' }],
    ['a lobby', { hasLobby: true }, { type: 'wait' }],
    ['a full meeting with a lobby', { hasLobby: true, ...full }, { type: 'wait' }],
    ['a removal before', { wasRemoved: true }, { type: 'wait' }],
    ['a full meeting', full, { type: 'refuse', code: 'room-full' }],
    ['a lock', { isLocked: true, hasLobby: true }, { type: 'refuse', code: 'room-locked' }],
    ['a block', { isBlocked: true, isLocked: true }, { type: 'refuse', code: 'blocked' }],
    [
      'a lobby where too many wait',
      { hasLobby: true, waitingCount: limits.maxWaiting },
      { type: 'refuse', code: 'busy' },
    ],
  ] as const)('with %s', (_, facts, decision) => {
    expect(decideAdmission({ ...openDoor, ...facts })).toEqual(decision);
  });

  it('lets the owner in, whatever else is true', () => {
    const everything = {
      isBlocked: true,
      isLocked: true,
      hasLobby: true,
      wasRemoved: true,
      ...full,
    };
    expect(decideAdmission({ ...openDoor, ...everything, isOwner: true })).toEqual({
      type: 'admit',
    });
  });
});
