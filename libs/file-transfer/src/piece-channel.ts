import { FileChannelMessage } from '@parley/contract';
import { FlightWindow } from './flight-window';
import {
  frameHeaderBytes,
  framePayloadBytes,
  readFrame,
  writeFrame,
  type PieceFrame,
} from './piece-frame';
import { TakenTally } from './taken-tally';

/** Control messages go out over waiting piece data up to here; beyond, they wait in order and replace older ones of their key. */
const controlWatermarkBytes = 512 * 1024;
/** More than any honest exchange leaves waiting; a peer that never reads does not get to fill our memory. */
const maxWaitingControls = 2_048;
/** Larger than any message of the contract: the `have` of a file with the most pieces. */
const maxTextLength = 200_000;

export interface PieceChannelHandlers {
  readonly onMessage: (message: FileChannelMessage) => void;
  readonly onPiece: (frame: PieceFrame) => void;
  readonly onMalformed: () => void;
  readonly onOpen: () => void;
  readonly onClose: () => void;
}

export interface PieceChannelOptions {
  /** Monotonic milliseconds. */
  readonly now: () => number;
  /** Piece data is sent while no more than this waits in the channel. */
  readonly watermarkBytes: () => number;
  /** See `PaceSetting`. */
  readonly yieldsToVoices: () => boolean;
}

/**
 * Frames, parses and paces one `files` channel. Piece data is only sent while little waits in the channel, so that
 * control messages never wait behind more than that, and while little is on its way that the other page has not taken.
 * Lifetime: until `release`; the channel belongs to whoever made it.
 */
export class PieceChannel {
  private readonly controls = new Map<string, () => FileChannelMessage | null>();
  private readonly ended = new AbortController();
  private readonly flight: FlightWindow;
  private readonly taken = new TakenTally();
  private wake: (() => void) | null = null;
  /** Every frame is made here: `send` copies it, and fresh memory for each costs more than that. */
  private readonly outgoing = new Uint8Array(frameHeaderBytes + framePayloadBytes);

  constructor(
    private readonly channel: RTCDataChannel,
    private readonly handlers: PieceChannelHandlers,
    private readonly options: PieceChannelOptions,
  ) {
    this.flight = new FlightWindow(options);
    channel.binaryType = 'arraybuffer';
    this.listen('message', (event) => this.receive(event.data));
    this.listen('bufferedamountlow', () => this.drained());
    this.listen('open', () => handlers.onOpen());
    this.listen('close', () => handlers.onClose());
  }

  get isOpen(): boolean {
    return !this.ended.signal.aborted && this.channel.readyState === 'open';
  }

  /** Sends as soon as the channel takes it. Of several that wait under one key only the last is made and sent. */
  send(key: string, make: () => FileChannelMessage | null): void {
    if (!this.isOpen) return;
    this.controls.delete(key);
    this.controls.set(key, make);
    if (this.controls.size > maxWaitingControls) this.channel.close();
    else this.flushControls();
  }

  /** How much to send in one message. */
  get frameBytes(): number {
    return this.flight.frameBytes;
  }

  /** False where the channel ended; resolves as soon as piece data may be sent. One caller at a time. */
  async readyForPiece(): Promise<boolean> {
    while (this.isOpen && !this.hasRoom()) {
      this.channel.bufferedAmountLowThreshold = this.options.watermarkBytes();
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
    return this.isOpen;
  }

  /** To be called after `readyForPiece` said true. */
  sendPiece(frame: PieceFrame): number {
    this.channel.send(writeFrame(frame, this.outgoing));
    this.flight.noteSent(frame.payload.length);
    return frameHeaderBytes + frame.payload.length;
  }

  /** The other end has taken so many more bytes of pieces. */
  noteTaken(bytes: number): void {
    this.flight.noteTaken(bytes);
    this.wakeUp();
  }

  /** Stops listening and sending, and leaves the channel as it is. */
  release(): void {
    this.ended.abort();
    this.controls.clear();
    this.wakeUp();
  }

  /** For a peer that misbehaves: the one way to stop bytes from coming. */
  shut(): void {
    this.release();
    this.channel.close();
  }

  /** Until `release`. A signal alone is not enough: Node holds the removal weakly, and forgets it when memory is collected. */
  private listen<Type extends keyof RTCDataChannelEventMap>(
    type: Type,
    act: (event: RTCDataChannelEventMap[Type]) => void,
  ): void {
    const { signal } = this.ended;
    const listener = (event: RTCDataChannelEventMap[Type]) => {
      if (!signal.aborted) act(event);
    };
    this.channel.addEventListener(type, listener, { signal });
  }

  private hasRoom(): boolean {
    return (
      this.controls.size === 0 &&
      this.channel.bufferedAmount <= this.options.watermarkBytes() &&
      this.flight.hasRoom()
    );
  }

  private drained(): void {
    this.flushControls();
    this.wakeUp();
  }

  private wakeUp(): void {
    const wake = this.wake;
    this.wake = null;
    wake?.();
  }

  private flushControls(): void {
    for (const [key, make] of this.controls) {
      if (!this.isOpen) return;
      if (this.channel.bufferedAmount > controlWatermarkBytes) {
        this.channel.bufferedAmountLowThreshold = this.options.watermarkBytes();
        return;
      }
      this.controls.delete(key);
      const message = make();
      if (message) this.channel.send(JSON.stringify(message));
    }
  }

  private receive(data: unknown): void {
    if (data instanceof ArrayBuffer) {
      const frame = readFrame(data);
      if (!frame) return this.handlers.onMalformed();
      const { length: bytes } = frame.payload; // whoever takes the piece may take its memory
      this.handlers.onPiece(frame);
      return this.sayTaken(bytes);
    }
    const message = typeof data === 'string' ? parseMessage(data) : null;
    if (message) this.handlers.onMessage(message);
    else this.handlers.onMalformed();
  }

  private sayTaken(bytes: number): void {
    if (this.taken.add(bytes))
      this.send('taken', () => ({ type: 'taken', bytes: this.taken.say() }));
  }
}

function parseMessage(text: string): FileChannelMessage | null {
  if (text.length > maxTextLength) return null;
  try {
    return FileChannelMessage.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null; // JSON.parse throws on what is not JSON; the caller counts it as malformed
  }
}
