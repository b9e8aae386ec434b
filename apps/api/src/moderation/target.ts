import { may, mayActOn, type Id } from '@parley/contract';
import { Refusal } from '../errors/refusal';
import type { LiveMeeting } from '../meetings/live-meeting';
import type { LiveSeat } from '../meetings/live-seat';

/**
 * The participant whom this moderator may act on. To be asked again after every wait: either may have gone, and the
 * moderator may be none any more (security.md T36). Refuses `not-found` and `forbidden`.
 */
export function targetOf(meeting: LiveMeeting, by: LiveSeat, participantId: Id): LiveSeat {
  assertModerates(meeting, by);
  const target = meeting.participant(participantId);
  if (!target) throw Refusal.of('not-found', 'No such participant in this meeting');
  if (!mayActOn(by.role, target.role))
    throw Refusal.of('forbidden', 'Nobody but a host acts on a host');
  return target;
}

/** Refuses `forbidden` where somebody is no moderator of this meeting any more. */
export function assertModerates(meeting: LiveMeeting, by: LiveSeat): void {
  if (meeting.isOver || by.standing !== 'admitted' || !may(by.role, 'moderate'))
    throw Refusal.of('forbidden', 'Not a moderator of this meeting');
}
