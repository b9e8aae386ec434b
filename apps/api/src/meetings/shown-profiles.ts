import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import type { Subscription } from 'rxjs';
import { AccountsService } from '../auth/accounts.service';
import { type ProfileChange, ProfileChanges } from '../auth/profile-changes';
import type { LiveMeeting } from './live-meeting';
import { LiveMeetings } from './live-meetings';
import type { LiveSeat } from './live-seat';
import { MeetingRecords } from './meeting-records';
import { uniqueName } from './unique-name';
import { WaitingBoard } from './waiting-board';

/**
 * Whoever changes their name or picture while they are in a meeting is seen with it there at once. Who came under a name
 * of their own choice keeps it: only the account's name follows the account.
 */
@Injectable()
export class ShownProfiles implements OnModuleInit, OnModuleDestroy {
  private subscription: Subscription | null = null;

  constructor(
    private readonly changes: ProfileChanges,
    private readonly accounts: AccountsService,
    private readonly meetings: LiveMeetings,
    private readonly records: MeetingRecords,
    private readonly waitingBoard: WaitingBoard,
    private readonly logger: PinoLogger,
  ) {
    logger.setContext(ShownProfiles.name);
  }

  onModuleInit(): void {
    this.subscription = this.changes.changed$.subscribe((change) => this.start(change));
  }

  onModuleDestroy(): void {
    this.subscription?.unsubscribe();
  }

  private start(change: ProfileChange): void {
    const isTheirs = ({ accountId }: LiveSeat) => accountId === change.accountId;
    const concerned = this.meetings
      .all()
      .filter(({ seats }) => [...seats.values()].some((seat) => isTheirs(seat)));
    for (const meeting of concerned)
      this.meetings
        .inOrder(meeting.roomId, () => this.show(meeting, change))
        .catch((error: unknown) => this.logger.error({ err: error }, 'profile not shown'));
  }

  /** In the room's queue, with the profile as it is when its turn comes. */
  private async show(meeting: LiveMeeting, { accountId, nameBefore }: ProfileChange) {
    const account = await this.accounts.find(accountId);
    if (!account || meeting.isOver) return;
    for (const seat of meeting.seats.values()) {
      if (seat.accountId !== accountId || seat.standing === 'over') continue;
      const isOwnName = isNumbered(seat.name, nameBefore);
      const name = isOwnName ? uniqueName(account.name, namesBut(seat, meeting)) : seat.name;
      const { pictureId } = account;
      if (name === seat.name && pictureId === seat.pictureId) continue;
      await this.records.setProfile(seat, { name, pictureId });
      this.showOn(meeting, Object.assign(seat, { name, pictureId }));
    }
  }

  private showOn(meeting: LiveMeeting, seat: LiveSeat): void {
    const { participantId, name, pictureId } = seat;
    if (seat.isParticipant)
      meeting.publish({ type: 'meetings:profile-changed', participantId, name, pictureId });
    else if (seat.standing === 'waiting') this.waitingBoard.changed(meeting);
  }
}

/** `Ann`, or `Ann (2)` where there was an Ann already. */
function isNumbered(name: string, plain: string): boolean {
  return name === plain || (name.startsWith(plain) && /^ \(\d+\)$/.test(name.slice(plain.length)));
}

function namesBut(seat: LiveSeat, { seats }: LiveMeeting): string[] {
  return [...seats.values()]
    .filter((one) => one !== seat && one.standing !== 'over')
    .map(({ name }) => name);
}
