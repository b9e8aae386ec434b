import { receivedOver, sourceAdder } from './added-sources';
import { decodeControl, encodeLink, encodeSources, encodeViews } from './control-messages';
import { IncomingMedia, type IncomingChanged } from './incoming-media';
import { layOut, type LaidOutConnection } from './laid-out-connection';
import type { LinkBudget } from './link-budget';
import { goodCondition, LinkQuality, type LinkConditions } from './link-condition';
import { LinkMonitor } from './link-monitor';
import { Negotiator } from './negotiator';
import { OutgoingMedia, type SendConditions } from './outgoing-media';
import { createChannels, PeerChannels, type ChannelPair } from './peer-channels';
import type { ReceiverCounts } from './receivers';
import { adoptTransceivers, type SourceStreams } from './transceiver-layout';
import type { Limits, MeshClock, MeshSignal, Source, Views } from './types';

export interface PeerListeners {
  readonly send: (signal: MeshSignal) => void;
  readonly incomingChanged: IncomingChanged;
  readonly connectionChanged: () => void;
  readonly linkChanged: (conditions: LinkConditions) => void;
  /** The other side said how large it shows our pictures. */
  readonly viewsChanged: () => void;
  /** What is sent may be of another size or pace now. */
  readonly sendingChanged: () => void;
  /** Bytes a second that files may take; null for no limit. */
  readonly filesPaced: (bytesPerSecond: number | null) => void;
  /** The other side closed its RTCPeerConnection. */
  readonly abandoned: () => void;
  readonly filesOpened: (channel: RTCDataChannel) => void;
  readonly filesClosed: (channel: RTCDataChannel) => void;
  /** The browser did not take one of the other side's candidates. */
  readonly candidateRefused: (cause: unknown) => void;
  /** Negotiation cannot go on over this connection. */
  readonly failed: (cause: unknown) => void;
  /** A sender could not be brought to the wanted track or encoding. */
  readonly sendingFailed: (cause: unknown) => void;
}

export interface PeerOptions {
  readonly clock: MeshClock;
  readonly connection: RTCPeerConnection;
  readonly isPolite: boolean;
  /** What was laid out on this connection beforehand, for an impolite side. */
  readonly laidOut: LaidOutConnection | null;
  readonly streams: SourceStreams;
  readonly published: ReadonlyMap<Source, MediaStreamTrack>;
  readonly receivers: ReceiverCounts;
  readonly limits: Limits;
  /** How large we show the other's pictures. */
  readonly views: Views;
  readonly listeners: PeerListeners;
}

/** Encodings only where it was we who laid out. */
type StartedWith = Pick<LaidOutConnection, 'layout' | 'channels'> & Partial<LaidOutConnection>;

/** One RTCPeerConnection with everything on it: negotiation, every source each way, two data channels. Lifetime: until close(). */
export class Peer {
  readonly connection: RTCPeerConnection;
  readonly #options: PeerOptions;
  readonly #negotiator: Negotiator;
  readonly #outgoing: OutgoingMedia;
  readonly #incoming: IncomingMedia;
  readonly #monitor: LinkMonitor;
  readonly #quality: LinkQuality;
  readonly #listening = new AbortController();
  #channels: PeerChannels | null = null;
  #views: Views;
  #isClosed = false;

  constructor(options: PeerOptions) {
    const { connection, isPolite, listeners } = options;
    this.#options = options;
    this.connection = connection;
    this.#views = options.views;
    this.#outgoing = new OutgoingMedia(
      options.published,
      { receivers: options.receivers, limits: options.limits, views: {}, linkBitrate: null },
      listeners.sendingFailed,
    );
    this.#incoming = new IncomingMedia(listeners.incomingChanged);
    this.#quality = new LinkQuality(listeners.linkChanged);
    this.#monitor = new LinkMonitor({
      clock: options.clock,
      getStats: () => connection.getStats(),
      budgeted: (budget) => this.#budgeted(budget),
      filesPaced: listeners.filesPaced,
      readingFailed: listeners.sendingFailed,
    });
    this.#negotiator = new Negotiator({
      connection,
      isPolite,
      send: listeners.send,
      offerApplied: () => this.#adopt(),
      candidateRefused: listeners.candidateRefused,
      failed: listeners.failed,
    });
    connection.addEventListener('connectionstatechange', () => this.#connectionChanged(), {
      signal: this.#listening.signal,
    });
    connection.addEventListener('signalingstatechange', () => this.#negotiated(), {
      signal: this.#listening.signal,
    });
    if (!isPolite) this.#begin();
  }

  /** The `files` channel while it is open. */
  get files(): RTCDataChannel | null {
    return whileOpen(this.#channels?.files);
  }

  /** The `control` channel while it is open. */
  get control(): RTCDataChannel | null {
    return whileOpen(this.#channels?.control);
  }

  receive(signal: MeshSignal): Promise<void> {
    return this.#negotiator.receive(signal);
  }

  /** Rejects with MeshError `publish-failed`. */
  async publish(source: Source, track: MediaStreamTrack | null): Promise<void> {
    const placed = this.#outgoing.publish(source, track);
    // Silence is announced at once, sound and pictures when they are on their way.
    if (track === null) this.#announceSources();
    await placed;
    if (track !== null) this.#announceSources();
  }

  /** How large the other side shows our pictures, as far as it said. */
  get theirViews(): Views {
    return this.#outgoing.views;
  }

  /** How high our camera's picture has to be for the other side, in pixels; 0 where it gets none. */
  get neededCameraHeight(): number {
    return this.#outgoing.neededCameraHeight;
  }

  /** Looks at the size of what is captured anew. */
  refit(): void {
    this.#fit({});
  }

  setReceivers(receivers: ReceiverCounts): void {
    this.#fit({ receivers });
  }

  setLimits(limits: Limits): void {
    this.#fit({ limits });
  }

  /** Asks the other side to send pictures of these heights. */
  setViews(views: Views): void {
    this.#views = views;
    this.#channels?.sendControl(encodeViews(views));
  }

  /** How loud the other side's microphone was since this was asked last: 0 to 1; null while it sends none. */
  voiceLevel(): number | null {
    return this.#incoming.voiceLevel();
  }

  /** What the other side is thought to send, until it says so itself. */
  expect(sources: readonly Source[]): void {
    this.#incoming.setPublished(new Set(sources));
  }

  /** Closes the connection at once; what was present disappears. Idempotent. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#listening.abort();
    this.#negotiator.close();
    this.#monitor.stop();
    this.#outgoing.close();
    this.connection.close();
    this.#incoming.close();
    this.#channels?.close();
    this.#quality.update({ ours: goodCondition, theirs: goodCondition });
  }

  #begin(): void {
    const { streams, laidOut } = this.#options;
    const { published } = this.#outgoing;
    const remoteCount = this.#options.receivers.camera;
    const mine = laidOut ?? layOut(this.connection, { streams, published, remoteCount });
    // The offer is on its way while the rest is made ready.
    this.#negotiator.begin(mine.isOffered);
    this.#start(mine);
  }

  #adopt(): void {
    if (this.#channels !== null) return;
    const layout = adoptTransceivers(this.connection, this.#options.streams);
    if (layout === null) throw new TypeError('the first offer does not lay out the four sources');
    this.#start({ layout, channels: createChannels(this.connection) });
  }

  #start({ layout, channels, encodings }: StartedWith): void {
    this.#channels = this.#listenTo(channels);
    this.#incoming.attach(layout);
    void this.#outgoing.attach(layout, encodings).catch(this.#options.listeners.sendingFailed);
  }

  #listenTo(channels: ChannelPair): PeerChannels {
    const { listeners } = this.#options;
    return new PeerChannels(channels, {
      controlOpened: () => {
        this.#outgoing.allowAdding(sourceAdder(this.connection, this.#options.streams));
        this.#announceSources();
        if (Object.keys(this.#views).length > 0) this.setViews(this.#views);
        if (this.#quality.ours.isPoor) channels.control.send(encodeLink(this.#quality.ours));
      },
      controlMessage: (data) => this.#controlled(data),
      controlClosed: () => {
        this.#incoming.setPublished(new Set());
        listeners.abandoned();
      },
      filesOpened: listeners.filesOpened,
      filesClosed: listeners.filesClosed,
    });
  }

  #controlled(data: unknown): void {
    const message = decodeControl(data);
    if (message?.type === 'mesh:sources') {
      this.#incoming.attach(receivedOver(this.connection, message.mids));
      this.#incoming.setPublished(message.sources);
    }
    if (message?.type === 'mesh:views') {
      this.#fit({ views: message.views });
      this.#options.listeners.viewsChanged();
    }
    if (message?.type === 'mesh:link') this.#quality.update({ theirs: message.condition });
  }

  /** The first reading comes a second after connecting, when first frames are there and encodings may be set. */
  #budgeted({ bitrate, isPoor }: LinkBudget): void {
    this.#outgoing.release();
    this.#fit({ linkBitrate: bitrate });
    const ours = { isPoor, isVideoPaused: this.#outgoing.isVideoPaused };
    if (this.#quality.update({ ours })) this.#channels?.sendControl(encodeLink(ours));
  }

  #fit(change: Partial<SendConditions>): void {
    const { sendingFailed, sendingChanged } = this.#options.listeners;
    void this.#outgoing.fit(change).catch(sendingFailed);
    sendingChanged();
  }

  #connectionChanged(): void {
    if (this.connection.connectionState === 'connected') this.#monitor.start();
    else this.#monitor.stop();
    this.#options.listeners.connectionChanged();
  }

  /** The other side may have agreed to an added source just now. */
  #negotiated(): void {
    const isStable = this.connection.signalingState === 'stable';
    if (isStable && Object.keys(this.#outgoing.mids).length > 0) this.#announceSources();
  }

  #announceSources(): void {
    const { announced, mids } = this.#outgoing;
    if (!this.#isClosed) this.#channels?.sendControl(encodeSources(announced, mids));
  }
}

function whileOpen(channel: RTCDataChannel | undefined): RTCDataChannel | null {
  return channel?.readyState === 'open' ? channel : null;
}
