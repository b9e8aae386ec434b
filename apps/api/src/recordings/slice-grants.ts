import { Injectable } from '@nestjs/common';
import type { Id } from '@parley/contract';
import { Clock } from '../realtime/clock';
import type { RecordingEntity } from './recording.entity';
import { RecordingRows } from './recording-rows';
import { RunningRecordings } from './running-recordings';
import { recordingClosed, rowOfTicket } from './ticket';

/** Which recording a request is about, and the ticket it showed; null where it showed none. */
export interface TicketHolder {
  readonly recordingId: Id;
  readonly ticket: string | null;
}

interface Grant {
  readonly ticket: string;
  readonly version: number;
}

/** As often anew, where other recordings change all the time. */
const mostLooks = 5;
/** Beyond so many, those that something has changed for are let go. */
const maxRemembered = 200;

/**
 * Whose ticket is good for slices. A recorder sends one a second: it is looked up again only once anything may have
 * changed, which every write says in the tick in which it begins (security.md X07).
 */
@Injectable()
export class SliceGrants {
  private readonly grants = new Map<Id, Grant>();

  constructor(
    private readonly rows: RecordingRows,
    private readonly running: RunningRecordings,
    private readonly clock: Clock,
  ) {}

  /** True where its recording runs, and nothing can have changed since that was looked up. */
  stands({ recordingId, ticket }: TicketHolder): boolean {
    const grant = this.grants.get(recordingId);
    return grant?.version === this.rows.version && grant.ticket === ticket;
  }

  /** The recording of a ticket that may still say something of it. Refuses `ticket-invalid`, `recording-closed`. */
  async holderOf({ recordingId, ticket }: TicketHolder): Promise<RecordingEntity> {
    const row = ticket === null ? null : await this.rows.findSettled(recordingId);
    if (row && this.running.isRevoked(recordingId)) throw recordingClosed();
    return rowOfTicket(row, ticket, this.clock.now().getTime());
  }

  /** The recording of a ticket that is good for slices. Refuses as `holderOf`. */
  async openFor(holder: TicketHolder): Promise<RecordingEntity> {
    for (let look = 1; ; look += 1) {
      const { version } = this.rows;
      const row = await this.holderOf(holder);
      if (row.sliceCount !== null) throw recordingClosed();
      // Something was begun to be written meanwhile: this may be out of date already.
      if (this.rows.version !== version && look < mostLooks) continue;
      if (row.status === 'recording' && row.ticketEndsAtMs === null) this.remember(holder, version);
      return row;
    }
  }

  forget(recordingId: Id): void {
    this.grants.delete(recordingId);
  }

  private remember({ recordingId, ticket }: TicketHolder, version: number): void {
    if (ticket === null) return;
    this.grants.set(recordingId, { ticket, version });
    if (this.grants.size <= maxRemembered) return;
    for (const [id, grant] of this.grants)
      if (grant.version !== this.rows.version) this.grants.delete(id);
  }
}
