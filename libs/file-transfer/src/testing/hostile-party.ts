import fc from 'fast-check';
import type { FileChannelMessage, Manifest } from '@parley/contract';
import { describeFile } from '../describe-file';
import { pieceCountOf } from '../manifest';
import { writeFrame } from '../piece-frame';
import { hashListMessages } from '../piece-hash-list';
import { PieceMap } from '../piece-map';
import { malformed } from './bad-messages';
import type { BrowserPerson } from './browser-party';

export * from './browser-party';

/** What waits in a stranger's channel at the most; beyond, the browser would close it by itself. */
const fillBytes = 1024 * 1024;
const messageBytes = 65_536;

/** A peer in a page of a test that says whatever the test wants, over a real channel. */
export class BrowserStranger {
  readonly id = crypto.randomUUID();
  sentBytes = 0;
  /** Resolves when the victim has closed the channel. */
  readonly shutOut: Promise<void>;
  onAsked: (index: number, offset: number) => void = () => undefined;

  constructor(private readonly channel: RTCDataChannel) {
    channel.binaryType = 'arraybuffer';
    this.shutOut = new Promise((resolve) => channel.addEventListener('close', () => resolve()));
    channel.addEventListener('message', ({ data }) => {
      if (typeof data !== 'string') return;
      const message = JSON.parse(data) as FileChannelMessage;
      if (message.type === 'request-piece') this.onAsked(message.index, message.offset);
    });
  }

  get isShutOut(): boolean {
    return this.channel.readyState !== 'open';
  }

  say(message: string | object | Uint8Array<ArrayBuffer>): void {
    if (this.isShutOut) return;
    if (message instanceof Uint8Array) {
      this.sentBytes += message.length;
      this.channel.send(message);
    } else this.channel.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  /** Claims to have everything, with a list of hashes of the test's choice. */
  claim(shareId: string, manifest: Manifest, hashes: Uint8Array): void {
    const bitmap = PieceMap.full(pieceCountOf(manifest)).toText();
    this.say({ type: 'have', shareId, bitmap });
    for (const message of hashListMessages(shareId, hashes)) this.say(message);
  }

  sendBytes(shareId: string, index: number, offset: number, payload: Uint8Array): void {
    this.say(writeFrame({ shareId, index, offset, payload }));
  }

  sendPiece(shareId: string, index: number, piece: Uint8Array): void {
    for (let at = 0; at < piece.length; at += messageBytes)
      this.sendBytes(shareId, index, at, piece.subarray(at, at + messageBytes));
  }

  /** Sends as fast as the channel takes it, until all is out or the channel is closed. */
  async flood(message: (count: number) => string | Uint8Array<ArrayBuffer>, messages: number) {
    const { channel } = this;
    channel.bufferedAmountLowThreshold = fillBytes / 2;
    for (let count = 0; count < messages && !this.isShutOut; count += 1) {
      this.say(message(count));
      if (channel.bufferedAmount > fillBytes) await Promise.race([drained(channel), this.shutOut]);
    }
  }
}

function drained(channel: RTCDataChannel): Promise<void> {
  return new Promise((resolve) =>
    channel.addEventListener('bufferedamountlow', () => resolve(), { once: true }),
  );
}

/** Strangers who come to somebody, each with a channel, all over one real connection. */
export async function strangersOf(victim: BrowserPerson, count: number) {
  const [far, near] = [new RTCPeerConnection(), new RTCPeerConnection()];
  const open = (peer: RTCPeerConnection) =>
    Array.from({ length: count }, (_, id) =>
      peer.createDataChannel('files', { negotiated: true, id }),
    );
  const [theirs, ours] = [open(far), open(near)];
  far.onicecandidate = ({ candidate }) => void (candidate && near.addIceCandidate(candidate));
  near.onicecandidate = ({ candidate }) => void (candidate && far.addIceCandidate(candidate));
  await far.setLocalDescription();
  await near.setRemoteDescription(far.localDescription ?? { type: 'offer' });
  await near.setLocalDescription();
  await far.setRemoteDescription(near.localDescription ?? { type: 'answer' });
  const isOpen = (channel: RTCDataChannel) =>
    new Promise<void>((resolve) => {
      if (channel.readyState === 'open') resolve();
      else channel.addEventListener('open', () => resolve(), { once: true });
    });
  await Promise.all([...theirs, ...ours].map(isOpen));
  return ours.map((channel, at) => {
    const stranger = new BrowserStranger(theirs[at] ?? channel);
    victim.transfers.attach(stranger.id, channel);
    return stranger;
  });
}

/** The same malformed messages in every run. */
export function malformedMessages(shareId: string, count: number): (string | Uint8Array)[] {
  return fc.sample(malformed([shareId, crypto.randomUUID()]), { seed: 20_261_121, numRuns: count });
}

/** As a channel takes it. */
export function asMessage(message: string | Uint8Array): string | Uint8Array<ArrayBuffer> {
  return typeof message === 'string' ? message : new Uint8Array(message);
}

export function frameOf(shareId: string, index: number, offset: number, payload: Uint8Array) {
  return writeFrame({ shareId, index, offset, payload });
}

export async function pieceHashesOf(file: File, pieceSizeBytes: number): Promise<Uint8Array> {
  return (await describeFile(file, { pieceSizeBytes })).pieceHashes;
}
