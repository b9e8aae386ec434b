import type { Id, Permission, Role, RoomId, SeatState, Secret } from '@parley/contract';
import type { Page } from './page';

/** A seat as the dispatcher sees it. Role and standing are read anew at every event: they change under a live socket. */
export interface SocketSeat {
  readonly roomId: RoomId;
  readonly meetingId: Id;
  readonly participantId: Id;
  readonly role: Role;
  /** By role, by what the meeting withholds from participants, and by what a moderator withholds from this one. */
  may(permission: Permission): boolean;
  /**
   * What this page may do now. `admitted` only once it has entered: a page that merely holds a token is on no roster,
   * so it may do no more than somebody who waits. Null when the seat is over or another page has taken it.
   */
  stateOn(page: Page): SeatState | null;
}

/** Whose event it is: stamped by the server from the socket, never taken from a payload. */
export interface Caller {
  readonly seat: SocketSeat;
  readonly page: Page;
}

/** Finds the seat of a handshake token; provided by the meetings feature. */
export abstract class SeatAuthority {
  /** Throws a Refusal: `seat-gone`, `removed`, `blocked`, `denied` or `meeting-ended`. */
  abstract seatOf(token: Secret): Promise<SocketSeat>;
  /** A socket with this seat is open. */
  abstract connected(caller: Caller): void;
  /** That socket is gone, for whatever reason. */
  abstract disconnected(caller: Caller): void;
}
