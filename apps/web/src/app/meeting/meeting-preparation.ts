import { DestroyRef, inject, Injectable } from '@angular/core';
import { ConnectionReserve } from '@parley/mesh';
import { browserPorts } from './mesh-ports';
import { SocketDialer } from './connection/open-socket';

/** Enough for the usual meeting; whoever meets more people makes the rest on entering. A stranger is not told how many. */
const preparedConnections = 2;

/**
 * Does at the door what joining would otherwise wait for: lays out peer connections, and opens the way to the server once
 * somebody is about to join. Nothing of it reaches anybody before a seat is taken. Lifetime: the room's page.
 */
@Injectable()
export class MeetingPreparation {
  readonly #ports = inject(browserPorts);
  readonly #dialer = inject(SocketDialer);
  #reserve: ConnectionReserve | null = null;

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.#reserve?.close();
      this.#dialer.hangUp();
    });
  }

  /** Lays out the connections, unless there are some. */
  layOutConnections(): void {
    if (this.#reserve) return;
    this.#reserve = new ConnectionReserve(this.#ports);
    void this.#reserve.prepare(preparedConnections);
  }

  /** Somebody moves towards the button: in a moment a socket is wanted. */
  expectJoining(): void {
    this.#dialer.warmUp();
  }

  /** Hands over what was laid out, which is the taker's to close. */
  takeReserve(): ConnectionReserve | null {
    const reserve = this.#reserve;
    this.#reserve = null;
    return reserve;
  }
}
