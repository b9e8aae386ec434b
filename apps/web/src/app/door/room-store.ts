import { computed, inject, Injectable, signal } from '@angular/core';
import {
  type Admission,
  type Dismissal,
  type Door,
  doorRoutes,
  ErrorCode,
  type Failure,
  RoomId,
  type Seat,
} from '@parley/contract';
import { ParleyFailure } from '../api/parley-failure';
import { RestClient } from '../api/rest-client';
import { DeviceChoiceStore } from '../media/device-choices';
import { type CaptureWishes, LocalMediaStore } from '../media/local-media-store';
import { SocketDialer } from '../meeting/connection/open-socket';
import { markMoment } from '../meeting/marks';
import { publicationsOf } from '../meeting/publications';
import { GuestName } from './guest-name';
import { InvitationLinks } from './invitation-links';
import { SeatKeeper } from './seat-keeper';

/** How being in the meeting came to its end. */
export type RoomEnding = Dismissal | { readonly reason: 'left' } | { readonly failure: Failure };

export interface Refusal {
  readonly failure: ParleyFailure;
  /** When another try can succeed, in milliseconds of the own clock; null where it is not about time. */
  readonly retryAtMs: number | null;
}

/** The one address of a room goes through these. */
export type RoomPhase =
  | { readonly kind: 'loading' | 'unknown' | 'unreachable' }
  | { readonly kind: 'door'; readonly door: Door; readonly refusal: Refusal | null }
  | { readonly kind: 'seated'; readonly seat: Seat }
  | { readonly kind: 'over'; readonly ending: RoomEnding };

/** What a dismissed seat may be used for again: only where another tab has it. */
const endsSeat = (ending: RoomEnding) => !('reason' in ending && ending.reason === 'replaced');

/**
 * From the link to the page after leaving: reads the door, asks for a seat, keeps it over reloads, says how it ended.
 * Devices are open at the door and in the meeting, and nowhere else. Lifetime: the room's page.
 */
@Injectable()
export class RoomStore {
  readonly #rest = inject(RestClient);
  readonly #media = inject(LocalMediaStore);
  readonly #choices = inject(DeviceChoiceStore);
  readonly #seats = inject(SeatKeeper);
  readonly #names = inject(GuestName);
  readonly #dialer = inject(SocketDialer);
  readonly #invitations = inject(InvitationLinks);
  readonly #phase = signal<RoomPhase>({ kind: 'loading' });
  readonly #isAsking = signal(false);
  readonly #roomId = signal('');
  #wishes: CaptureWishes = { microphone: true, camera: true };
  #admission: Admission | null = null;
  #seat: Seat | null = null;

  /** In its one spelling; empty before the address was read. */
  readonly roomId = this.#roomId.asReadonly();
  readonly phase = this.#phase.asReadonly();
  readonly isAsking = this.#isAsking.asReadonly();
  readonly door = computed(() => {
    const phase = this.#phase();
    return phase.kind === 'door' ? phase.door : null;
  });

  /**
   * Opens the address: straight back into the meeting after a reload, else the door with what is wished on.
   *
   * @param isFilesOnly whether no device is to be opened, whatever was on before.
   */
  async open(
    roomIdText: string,
    wishes: CaptureWishes = this.#wishes,
    isFilesOnly = false,
  ): Promise<void> {
    const roomId = RoomId.safeParse(roomIdText);
    if (!roomId.success) return this.#phase.set({ kind: 'unknown' });
    this.#roomId.set(roomId.data);
    this.#invitations.take(roomId.data);
    const kept = this.#seats.read(roomId.data);
    this.#wishes = (isFilesOnly ? null : kept?.wishes) ?? wishes;
    if (!kept) return this.goToDoor();
    this.#media.open(this.#wishes);
    this.#takeSeat(kept.seat);
  }

  /** Somebody at the door brought a link into this page's address. */
  async comeByLink(): Promise<void> {
    this.#invitations.take(this.#roomId());
    if (this.#phase().kind === 'door') await this.goToDoor();
  }

  /** Reads the door, opens the devices for the preview, and shows why one was sent here, if one was. */
  async goToDoor(refused: ParleyFailure | null = null): Promise<void> {
    this.#seats.forget(this.#roomId());
    try {
      const door = await this.#rest.call(doorRoutes.readDoor, {
        params: { roomId: this.#roomId() },
      });
      this.#choices.obey(door.camera);
      if (this.#phase().kind !== 'door') this.#media.open(this.#wishes);
      const refusal = refused && refusalOf(refused);
      this.#phase.set({ kind: 'door', door: this.#asInvited(door), refusal });
    } catch (error) {
      const { code } = ParleyFailure.from(error);
      // Where nobody sees a preview no device is open; what was on is on again when the door is.
      const { kind } = this.#phase();
      if (kind === 'door' || kind === 'seated') this.#wishes = this.#media.wishes();
      this.#media.release();
      this.#phase.set({ kind: code === 'room-unknown' ? 'unknown' : 'unreachable' });
    }
  }

  /** Asks for a seat; a refusal stays at the door with its reason. */
  async ask(admission: Admission): Promise<void> {
    if (this.#isAsking()) return;
    this.#isAsking.set(true);
    markMoment('joinClicked');
    // For coming back later, which is a new seat again.
    const { takeOver, name } = admission;
    if (takeOver === undefined) this.#names.remember(name);
    this.#admission = takeOver === undefined ? admission : (this.#admission ?? { name });
    const roomId = this.#roomId();
    const invitation = this.#invitations.read(roomId) ?? undefined;
    try {
      const body = { ...admission, ...(invitation !== undefined && { invitation }) };
      const seat = await this.#rest.call(doorRoutes.askForAdmission, { params: { roomId }, body });
      this.#invitations.forget(roomId);
      this.#takeSeat(seat);
    } catch (error) {
      const failure = ParleyFailure.from(error);
      if (failure.code === 'invitation-over') this.#invitations.forget(roomId);
      await this.goToDoor(failure);
    } finally {
      this.#isAsking.set(false);
    }
  }

  /** Keeps what is on for a reload of this page. */
  keepWishes(wishes: CaptureWishes): void {
    if (!this.#seat || this.#phase().kind !== 'seated') return;
    this.#wishes = wishes;
    this.#seats.keep(this.#roomId(), { seat: this.#seat, wishes });
  }

  /** The meeting is over for this page: devices off, seat given up. */
  finish(ending: RoomEnding): void {
    const phase = this.#phase();
    if (phase.kind !== 'seated') return;
    if ('reason' in ending && ending.reason === 'sent-to-lobby') return this.#waitAgain(phase.seat);
    this.#media.release();
    this.#seats.forget(this.#roomId());
    if (endsSeat(ending)) this.#seat = null;
    this.#phase.set({ kind: 'over', ending });
  }

  /** Comes back without going by the door where that is possible. */
  async rejoin(): Promise<void> {
    const seat = this.#seat;
    if (!seat && !this.#admission) return this.goToDoor();
    this.#media.open(this.#wishes);
    // Another page took this one's place: by the same token, or by a new one, after which this one's is good for nothing.
    if (seat) await this.ask({ name: seat.name, takeOver: seat.participantId });
    else if (this.#admission) await this.ask(this.#admission);
  }

  /** Everything of the meeting ends with its session; a new one takes the same seat, and waits. Devices stay for the preview. */
  #waitAgain(seat: Seat): void {
    this.#phase.set({ kind: 'loading' });
    setTimeout(
      () =>
        this.#phase().kind === 'loading' && this.#takeSeat({ ...seat, waitsForHost: undefined }),
    );
  }

  /** The server learns of an invitation only when it is used; until then the door is as it lets an invited one in. */
  #asInvited(door: Door): Door {
    if (this.#invitations.read(this.#roomId()) === null) return door;
    return { ...door, needsInvitation: false, needsPassword: false };
  }

  #takeSeat(seat: Seat): void {
    // Goes ahead of the drawing.
    const { microphone, camera } = this.#media;
    const tracks = { microphone: microphone.liveTrack(), camera: camera.liveTrack() };
    this.#dialer.present(seat.token, publicationsOf(tracks));
    this.#seat = seat;
    this.#phase.set({ kind: 'seated', seat });
    this.keepWishes(this.#media.wishes());
  }
}

function refusalOf(failure: ParleyFailure): Refusal {
  const seconds = failure.retryAfterSeconds;
  return { failure, retryAtMs: seconds === undefined ? null : Date.now() + seconds * 1_000 };
}

/** A code of the contract, or undefined for what only this page knows. */
export function contractCode(failure: ParleyFailure): ErrorCode | undefined {
  const code = ErrorCode.safeParse(failure.code);
  return code.success ? code.data : undefined;
}
