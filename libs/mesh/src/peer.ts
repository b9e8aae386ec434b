import { decodeSources, encodeSources } from './control-messages';
import { IncomingMedia, type IncomingChanged } from './incoming-media';
import { Negotiator } from './negotiator';
import { OutgoingMedia } from './outgoing-media';
import { PeerChannels } from './peer-channels';
import { adoptTransceivers, layOutTransceivers, type SourceStreams } from './transceiver-layout';
import type { MeshSignal, Source } from './types';

export interface PeerListeners {
  readonly send: (signal: MeshSignal) => void;
  readonly incomingChanged: IncomingChanged;
  readonly connectionChanged: () => void;
  /** The other side closed its RTCPeerConnection. */
  readonly abandoned: () => void;
  readonly filesOpened: (channel: RTCDataChannel) => void;
  readonly filesClosed: (channel: RTCDataChannel) => void;
  /** Negotiation cannot go on over this connection. */
  readonly failed: (cause: unknown) => void;
  /** A sender could not be brought to the wanted track or encoding. */
  readonly sendingFailed: (cause: unknown) => void;
}

export interface PeerOptions {
  readonly connection: RTCPeerConnection;
  readonly isPolite: boolean;
  readonly streams: SourceStreams;
  readonly published: ReadonlyMap<Source, MediaStreamTrack>;
  readonly remoteCount: number;
  readonly listeners: PeerListeners;
}

/** One RTCPeerConnection with everything on it: negotiation, four sources each way, two data channels. Lifetime: until close(). */
export class Peer {
  readonly connection: RTCPeerConnection;
  readonly #options: PeerOptions;
  readonly #negotiator: Negotiator;
  readonly #outgoing: OutgoingMedia;
  readonly #incoming: IncomingMedia;
  readonly #listening = new AbortController();
  #channels: PeerChannels | null = null;
  #isClosed = false;

  constructor(options: PeerOptions) {
    const { connection, isPolite, listeners } = options;
    this.#options = options;
    this.connection = connection;
    this.#outgoing = new OutgoingMedia(options.published, options.remoteCount);
    this.#incoming = new IncomingMedia(listeners.incomingChanged);
    this.#negotiator = new Negotiator({
      connection,
      isPolite,
      send: listeners.send,
      offerApplied: () => this.#adopt(),
      failed: listeners.failed,
    });
    connection.addEventListener('connectionstatechange', () => this.#connectionChanged(), {
      signal: this.#listening.signal,
    });
    if (!isPolite) this.#layOut();
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

  setRemoteCount(remoteCount: number): void {
    void this.#outgoing.setRemoteCount(remoteCount).catch(this.#options.listeners.sendingFailed);
  }

  /** Closes the connection at once; what was present disappears. Idempotent. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#listening.abort();
    this.#negotiator.close();
    this.#outgoing.close();
    this.connection.close();
    this.#incoming.close();
    this.#channels?.close();
  }

  #layOut(): void {
    const { streams } = this.#options;
    const { published, remoteCount } = this.#outgoing;
    const layout = layOutTransceivers(this.connection, streams, published, remoteCount);
    this.#start(layout);
    this.#negotiator.begin();
  }

  #adopt(): void {
    if (this.#channels !== null) return;
    const layout = adoptTransceivers(this.connection, this.#options.streams);
    if (layout === null) throw new TypeError('the first offer does not lay out the four sources');
    this.#start(layout);
  }

  #start(layout: ReturnType<typeof layOutTransceivers>): void {
    this.#channels = this.#openChannels();
    this.#incoming.attach(layout);
    void this.#outgoing.attach(layout).catch(this.#options.listeners.sendingFailed);
  }

  #openChannels(): PeerChannels {
    const { listeners } = this.#options;
    return new PeerChannels(this.connection, {
      controlOpened: () => this.#announceSources(),
      controlMessage: (data) => {
        const published = decodeSources(data);
        if (published !== null) this.#incoming.setPublished(published);
      },
      controlClosed: () => {
        this.#incoming.setPublished(new Set());
        listeners.abandoned();
      },
      filesOpened: listeners.filesOpened,
      filesClosed: listeners.filesClosed,
    });
  }

  #connectionChanged(): void {
    if (this.connection.connectionState === 'connected') {
      // Only now do all senders have encodings to be fitted.
      this.setRemoteCount(this.#outgoing.remoteCount);
    }
    this.#options.listeners.connectionChanged();
  }

  #announceSources(): void {
    if (!this.#isClosed)
      this.#channels?.sendControl(encodeSources(this.#outgoing.published.keys()));
  }
}

function whileOpen(channel: RTCDataChannel | undefined): RTCDataChannel | null {
  return channel?.readyState === 'open' ? channel : null;
}
