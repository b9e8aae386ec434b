import { Injectable } from '@nestjs/common';
import { may, type Actor, type Publications } from '@parley/contract';
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

  /** The page says what is on from here, so that it has heard what moderators did; written only where there was something. */
  obeyed(seat: LiveSeat): void {
    if (seat.orders.toKeep() === null) return;
    seat.orders.clear();
    this.memory.keep(seat);
  }
}

/** Viewers publish nothing, whatever their page says. */
export function publicationsAllowed(seat: LiveSeat, wanted: Publications): Publications {
  if (!may(seat.role, 'publish')) return nothingPublished;
  const { microphone, camera, screen_share, screen_share_audio } = wanted;
  const { second_screen_share, second_screen_share_audio } = wanted;
  return {
    microphone,
    camera,
    screen_share,
    screen_share_audio,
    ...(second_screen_share && { second_screen_share }),
    ...(second_screen_share_audio && { second_screen_share_audio }),
  };
}
