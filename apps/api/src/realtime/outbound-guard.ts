import type { Socket } from 'engine.io';

/** What may wait unsent for one page (security.md T80) ... */
const softLimitBytes = 1024 * 1024;
/** ... and for how long, before the page counts as not reading any more. */
const patienceMs = 10_000;
/** Beyond this nothing is waited for. */
const hardLimitBytes = 8 * softLimitBytes;

/** Watches how much one connected page leaves unread, so that a slow reader costs the server a bounded amount. */
export class OutboundGuard {
  private aboveSinceMs: number | null = null;

  /** Says whether the page must be cut off, given what is unsent now. */
  isExhausted(unsentBytes: number, nowMs: number): boolean {
    if (unsentBytes <= softLimitBytes) {
      this.aboveSinceMs = null;
      return false;
    }
    this.aboveSinceMs ??= nowMs;
    return unsentBytes > hardLimitBytes || nowMs - this.aboveSinceMs >= patienceMs;
  }
}

interface WithBuffers {
  readonly writeBuffer?: readonly { readonly data?: unknown }[];
  readonly transport: { readonly socket?: { readonly bufferedAmount?: number } };
}

/** Bytes that engine.io and the websocket below it hold for this page. */
export function unsentBytesOf(socket: Socket): number {
  // Neither count is public: engine.io keeps packets while its transport is busy, ws what the kernel does not take.
  const { writeBuffer = [], transport } = socket as unknown as WithBuffers;
  const queued = writeBuffer.reduce((sum, { data }) => sum + lengthOf(data), 0);
  return queued + (transport.socket?.bufferedAmount ?? 0);
}

function lengthOf(data: unknown): number {
  if (typeof data === 'string') return data.length;
  return data instanceof Uint8Array ? data.byteLength : 0;
}

/** Ends the connection without waiting for a reader that does not read. */
export function cutOff(socket: Socket): void {
  const { transport } = socket as unknown as { transport: { socket?: { terminate?: () => void } } };
  transport.socket?.terminate?.();
  socket.close(true);
}
