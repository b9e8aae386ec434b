import { Injectable } from '@nestjs/common';
import { Liberty, type Actor, type AuditDetails, type Liberties } from '@parley/contract';
import { AuditLog } from '../audit/audit-log';
import { UnitOfWork } from '../database/unit-of-work';
import type { LiveMeeting } from './live-meeting';
import { LiveMeetings } from './live-meetings';
import type { LiveSeat } from './live-seat';
import { MeetingEntity } from './meeting.entity';
import { Publishing } from './publishing';
import { SeatEntity } from './seat.entity';

/** Those that a change names. */
export type LibertyChange = { readonly [One in Liberty]?: boolean | undefined };

/**
 * What participants may do in a meeting. A change holds from the very tick in which it is asked for, so that nothing
 * slips in behind it (security.md T36); the database learns of it right after, so that a restart gives nothing back.
 */
@Injectable()
export class MeetingLiberties {
  constructor(
    private readonly meetings: LiveMeetings,
    private readonly publishing: Publishing,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  /**
   * For everybody; `by` null where the room's owner changed the room. What is said anew about all ends what one was given.
   * While everything is suspended it is also what everybody gets back; of an owner's change it is nothing but that.
   * Those who are `spared` may go on doing what is taken from the others.
   */
  async change(
    meeting: LiveMeeting,
    change: LibertyChange,
    by: LiveSeat | null,
    spared: readonly LiveSeat[] = [],
  ): Promise<void> {
    const { suspended } = meeting;
    if (suspended)
      meeting.suspended = { ...suspended, liberties: withChange(suspended.liberties, change) };
    if (suspended && !by) return this.keep(meeting, [], by, change);
    const named = Liberty.options.filter((liberty) => change[liberty] !== undefined);
    const changed = named.filter((liberty) => change[liberty] !== meeting.liberties[liberty]);
    const isNamed = (liberty: Liberty) => named.includes(liberty);
    const taken = named.filter((liberty) => change[liberty] === false);
    const kept = spared.filter(({ isModerator }) => !isModerator);
    const ended = meeting
      .participantSeats()
      .filter((seat) => seat.granted.some(isNamed) && !kept.includes(seat));
    if (!suspended && [changed, ended, kept].every(({ length }) => length === 0)) return;
    // First of all, so that at no moment there is anything to obey for them.
    for (const seat of kept)
      if (by) this.tellOf(meeting, seat, { granted: withThose(seat.granted, taken) }, by.actor);
    if (changed.length > 0) {
      meeting.liberties = withChange(meeting.liberties, change);
      const { liberties } = meeting;
      const actor = by && by.actor;
      meeting.publish({ type: 'moderation:liberties-changed', liberties, by: actor });
    }
    for (const seat of ended)
      if (by) this.tellOf(meeting, seat, { granted: without(seat.granted, named) }, by.actor);
      else seat.granted = without(seat.granted, named);
    this.enforce(meeting, by);
    await this.keep(meeting, [...kept, ...ended], by, change);
  }

  /** Takes from one what the others may do. */
  async withhold(meeting: LiveMeeting, one: LiveSeat, taken: readonly Liberty[], by: LiveSeat) {
    const withheld = withThose(one.withheld, taken);
    this.tellOf(meeting, one, { withheld, granted: without(one.granted, taken) }, by.actor);
    this.enforce(meeting, by);
    await this.keep(meeting, [one], by, detailsOf(taken, false), one);
  }

  /** Gives one what the others may not do. */
  async grant(meeting: LiveMeeting, one: LiveSeat, given: readonly Liberty[], by: LiveSeat) {
    const granted = Liberty.options.filter(
      (liberty) =>
        one.granted.includes(liberty) || (given.includes(liberty) && !meeting.liberties[liberty]),
    );
    this.tellOf(meeting, one, { withheld: without(one.withheld, given), granted }, by.actor);
    await this.keep(meeting, [one], by, detailsOf(given, true), one);
  }

  /** Takes everything from everybody and locks, or puts things back as they were. */
  async suspend(meeting: LiveMeeting, isSuspended: boolean, by: LiveSeat): Promise<void> {
    const { suspended, liberties, isLocked } = meeting;
    if ((suspended !== null) === isSuspended) return;
    meeting.suspended = isSuspended ? { liberties, isLocked } : null;
    meeting.liberties = suspended?.liberties ?? noLiberties;
    meeting.isLocked = suspended?.isLocked ?? true;
    const regranted = isSuspended ? endGrants(meeting) : [];
    meeting.publish({
      type: 'moderation:suspension-changed',
      isSuspended,
      liberties: meeting.liberties,
      isLocked: meeting.isLocked,
      by: by.actor,
    });
    for (const seat of regranted) this.tellOf(meeting, seat, {}, by.actor);
    this.enforce(meeting, by);
    await this.keep(meeting, regranted, by, { isSuspended });
  }

  /** What was switched on by somebody who may no longer goes off at once; whoever else took it is named as the one. */
  private enforce(meeting: LiveMeeting, by: LiveSeat | null): void {
    for (const seat of meeting.participantSeats())
      this.publishing.set(meeting, seat, seat.publications, by && by.actor);
    this.meetings.tellLibertiesTaken(meeting, by);
  }

  private tellOf(
    meeting: LiveMeeting,
    seat: LiveSeat,
    change: Partial<Pick<LiveSeat, 'withheld' | 'granted'>>,
    by: Actor,
  ): void {
    Object.assign(seat, change);
    const { participantId } = seat;
    const [withheld, granted] = [[...seat.withheld], [...seat.granted]];
    const type = 'moderation:withheld-changed';
    meeting.publish({ type, participantId, withheld, granted, by });
  }

  /** Inside the room's queue, as things are when its turn comes: a later change is never overwritten by an earlier one. */
  private async keep(
    meeting: LiveMeeting,
    seats: readonly LiveSeat[],
    by: LiveSeat | null,
    details: AuditDetails | LibertyChange,
    target: LiveSeat | null = null,
  ): Promise<void> {
    await this.meetings.inOrder(meeting.roomId, () =>
      this.unitOfWork.run(async (manager) => {
        const { id, roomId, liberties, suspended, isLocked } = meeting;
        await manager.update(MeetingEntity, { id }, { liberties, suspended, isLocked });
        for (const { participantId, withheld, granted } of seats)
          await manager.update(SeatEntity, { id: participantId }, { withheld, granted });
        await this.audit.record({
          ...{ action: 'permissions-changed', actor: by, target, roomId, meetingId: id },
          details: definedOf(details),
        });
      }),
    );
  }
}

const noLiberties: Liberties = {
  unmute: false,
  'start-camera': false,
  'share-screen': false,
  'send-chat': false,
  'share-files': false,
  record: false,
};

function withChange(liberties: Liberties, change: LibertyChange): Liberties {
  const after = { ...liberties };
  for (const liberty of Liberty.options) after[liberty] = change[liberty] ?? after[liberty];
  return after;
}

function withThose(all: readonly Liberty[], more: readonly Liberty[]): readonly Liberty[] {
  return Liberty.options.filter((liberty) => all.includes(liberty) || more.includes(liberty));
}

function without(all: readonly Liberty[], some: readonly Liberty[]): readonly Liberty[] {
  return all.filter((liberty) => !some.includes(liberty));
}

/** Returns those who had some. */
function endGrants(meeting: LiveMeeting): LiveSeat[] {
  const seats = meeting.participantSeats().filter(({ granted }) => granted.length > 0);
  for (const seat of seats) seat.granted = [];
  return seats;
}

function detailsOf(liberties: readonly Liberty[], isGiven: boolean): AuditDetails {
  return Object.fromEntries(liberties.map((liberty) => [liberty, isGiven]));
}

function definedOf(details: AuditDetails | LibertyChange): AuditDetails {
  return Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined));
}
