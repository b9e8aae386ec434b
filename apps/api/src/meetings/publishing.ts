import { Injectable } from '@nestjs/common';
import type { Actor, Publications } from '@parley/contract';
import type { LiveMeeting } from './live-meeting';
import { nothingPublished, type LiveSeat } from './live-seat';
import { MemoryKeeper } from './memory-keeper';

/** What participants say that they offer. The media itself goes between peers. */
@Injectable()
export class Publishing {
  constructor(private readonly memory: MemoryKeeper) {}

  /** Tells everyone, where it differs from before. `by` is set where a moderator did it. */
  set(meeting: LiveMeeting, seat: LiveSeat, wanted: Publications, by: Actor | null = null): void {
    const publications = publicationsAllowed(seat, wanted);
    if (JSON.stringify(publications) === JSON.stringify(seat.publications)) return;
    const before = seat.publications;
    seat.publications = publications;
    const { participantId } = seat;
    const type = 'meetings:publications-changed';
    const event = meeting.publish({ type, participantId, publications, by });
    if (by) seat.orders.note(event, before, publications);
    this.memory.keep(seat);
  }

  /**
   * Resolves when what was set of these seats is in the database, where a killed server finds it again: whoever gives an
   * order is answered after that. Not for use inside the room's queue.
   */
  async written(...seats: readonly LiveSeat[]): Promise<void> {
    await Promise.all(seats.map((seat) => this.memory.written(seat)));
  }

  /** The page says what is on from here, so that it has heard what moderators did; written only where there was something. */
  obeyed(seat: LiveSeat): void {
    if (seat.orders.toKeep() === null) return;
    seat.orders.clear();
    this.memory.keep(seat);
  }
}

/** Viewers publish nothing, and nobody what is withheld from them, whatever their page says. */
export function publicationsAllowed(seat: LiveSeat, wanted: Publications): Publications {
  if (!seat.may('publish')) return nothingPublished;
  const mayShare = seat.may('share-screen');
  return {
    microphone: wanted.microphone && seat.may('unmute'),
    camera: wanted.camera && seat.may('start-camera'),
    screen_share: wanted.screen_share && mayShare,
    screen_share_audio: wanted.screen_share_audio && mayShare,
    ...(wanted.second_screen_share && mayShare && { second_screen_share: true }),
    ...(wanted.second_screen_share_audio && mayShare && { second_screen_share_audio: true }),
  };
}
