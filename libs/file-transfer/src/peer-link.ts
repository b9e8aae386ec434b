import type { FileChannelMessage } from '@parley/contract';
import type { Clock } from './clock';
import type { Refusal } from './conduct';
import { MessageAllowance } from './message-allowance';
import { defaultPace, Pace, watermarkAt } from './pace';
import { PieceChannel } from './piece-channel';
import type { PieceFrame } from './piece-frame';
import { RateMeter } from './rate-meter';
import { UploadQueue, type UploadJob } from './upload-queue';

/** What is said about a share; the rest is between the two ends of the channel. */
export type ShareMessage = Exclude<FileChannelMessage, { type: 'taken' }>;

export interface PeerLinkOptions {
  readonly participantId: string;
  readonly channel: RTCDataChannel;
  readonly pace: Pace;
  readonly maxBytesPerSecond: number | null;
  readonly clock: Clock;
  readonly onOpen: (link: PeerLink) => void;
  readonly onClose: (link: PeerLink) => void;
  readonly onMessage: (link: PeerLink, message: ShareMessage) => void;
  readonly onPiece: (link: PeerLink, frame: PieceFrame) => void;
  readonly onRefuse: (link: PeerLink, refusal: Refusal) => void;
  readonly onSent: (shareId: string, bytes: number) => void;
  readonly onPieceSent: (link: PeerLink, shareId: string, index: number) => void;
  readonly onUnreadable: (job: UploadJob, cause: unknown) => void;
}

/** The channel to one participant with what they asked us for. Lifetime: until `release` or `shut`. */
export class PeerLink {
  readonly participantId: string;
  readonly uploads: UploadQueue;
  private readonly channel: PieceChannel;
  private readonly ownPace: Pace;

  constructor(private readonly options: PeerLinkOptions) {
    const { participantId, pace, clock } = options;
    const sent = new RateMeter(() => clock.now());
    const allowance = new MessageAllowance(() => clock.now());
    this.participantId = participantId;
    this.channel = new PieceChannel(
      options.channel,
      {
        onMessage: (message) => {
          if (!allowance.take(message)) options.onRefuse(this, 'too-many-messages');
          else if (message.type === 'taken') this.channel.noteTaken(message.bytes);
          else options.onMessage(this, message);
        },
        onPiece: (frame) => options.onPiece(this, frame),
        onMalformed: () => options.onRefuse(this, 'malformed'),
        onOpen: () => options.onOpen(this),
        onClose: () => options.onClose(this),
      },
      {
        now: () => clock.now(),
        watermarkBytes: () => watermarkAt(sent.bytesPerSecond(), pace.watermarkBytes),
        yieldsToVoices: () => pace.yieldsToVoices,
      },
    );
    const onUnreadable = (job: UploadJob, cause: unknown) => {
      this.sayNo(job.shareId, job.index);
      options.onUnreadable(job, cause);
    };
    this.ownPace = new Pace(() => clock.now());
    this.setSpeed(options.maxBytesPerSecond);
    const onPieceSent = (shareId: string, index: number) =>
      options.onPieceSent(this, shareId, index);
    const onSent = (shareId: string, bytes: number) => {
      sent.count(bytes);
      options.onSent(shareId, bytes);
    };
    const paces = [pace, this.ownPace];
    const { channel } = this;
    const events = { onSent, onPieceSent, onUnreadable };
    this.uploads = new UploadQueue({ channel, paces, clock, ...events });
  }

  /** How much this link has for files from now on; null for as much as it carries. */
  setSpeed(maxBytesPerSecond: number | null): void {
    this.ownPace.set({ ...defaultPace, maxBytesPerSecond });
  }

  get isOpen(): boolean {
    return this.channel.isOpen;
  }

  send(key: string, make: () => FileChannelMessage | null): void {
    this.channel.send(key, make);
  }

  refuse(refusal: Refusal): void {
    this.options.onRefuse(this, refusal);
  }

  /** Tells the peer that a piece, or with null the whole share, is not to be had here. */
  sayNo(shareId: string, index: number | null): void {
    this.send(`${shareId}:refuse:${index}`, () => ({ type: 'refuse', shareId, index }));
  }

  release(): void {
    this.uploads.close();
    this.channel.release();
  }

  shut(): void {
    this.uploads.close();
    this.channel.shut();
  }
}
