import { inject } from '@angular/core';
import { fileRelayRoutes } from '@parley/contract';
import { type FileRelay, type RelayPort, TransferError } from '@parley/file-transfer';
import { type FailureCode, ParleyFailure } from '../api/parley-failure';
import { addressOf, contentOf, FETCH, refusalIn, RestClient } from '../api/rest-client';
import { MeetingClient } from '../meeting/connection/meeting-client';
import { MeetingStore } from '../meeting/meeting-store';

/** A network that is lost without a word would hold a request for minutes; the largest piece takes less on a slow line. */
const requestTimeoutMs = 120_000;
/** After these another try may succeed. */
const passing: readonly FailureCode[] = ['offline', 'busy', 'internal', 'reply-unreadable'];

/** Sealed pieces to and from our own server, by the seat's token. */
export class RelayOverHttp implements RelayPort {
  readonly #client = inject(MeetingClient);
  readonly #rest = inject(RestClient);
  readonly #fetch = inject(FETCH);

  put(
    shareId: string,
    index: number,
    sealed: Uint8Array<ArrayBuffer>,
    signal: AbortSignal,
  ): Promise<void> {
    const params = { shareId, index: String(index) };
    const call = { ticket: this.#client.seatToken, bytes: sealed, signal: limited(signal) };
    return orRefused(async () => {
      await this.#rest.callWithTicket(fileRelayRoutes.putSealedPiece, params, call);
    });
  }

  get(shareId: string, index: number, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    const address = addressOf(fileRelayRoutes.readSealedPiece.path, { shareId, index });
    return orRefused(async () => {
      const response = await this.#fetch(address, {
        headers: { authorization: `Bearer ${this.#client.seatToken}` },
        signal: limited(signal),
      });
      if (response.ok) return new Uint8Array(await response.arrayBuffer());
      throw refusalIn(await contentOf(response, address), address, response.status);
    });
  }
}

/** What the server offers the meeting; undefined where it passes no files on. Needs an injection context. */
export function injectFileRelay(): FileRelay | undefined {
  const offersBytes = inject(MeetingStore).state()?.fileRelayBytes;
  return offersBytes === undefined ? undefined : { port: new RelayOverHttp(), offersBytes };
}

const limited = (signal: AbortSignal) =>
  AbortSignal.any([signal, AbortSignal.timeout(requestTimeoutMs)]);

async function orRefused<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (cause) {
    if (!(cause instanceof ParleyFailure)) throw ParleyFailure.offline(cause);
    if (passing.includes(cause.code)) throw cause;
    throw TransferError.of('relay-refused', `the server said ${cause.code}`, cause);
  }
}
