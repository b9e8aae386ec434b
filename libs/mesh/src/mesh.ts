import { EarlySignals } from './early-signals';
import type { LaidOutConnection } from './laid-out-connection';
import type { LinkContext } from './link-life';
import { MeshError } from './mesh-error';
import type { MeshOptions } from './mesh-options';
import type { Peer } from './peer';
import { countReceivers, hasSameCounts } from './receivers';
import { RemoteLink } from './remote-link';
import { createStreams, kindOf } from './transceiver-layout';
import { videoSources } from './types';
import type {
  Limits,
  MeshSignal,
  PublishOptions,
  Remote,
  RemoteAddress,
  Source,
  Views,
} from './types';

/** Pages that we dropped are remembered, so that nothing they still send is listened to; long meetings forget the oldest. */
const maxDroppedPages = 256;
/** A browser tells of one change of network several times over. */
const networkChangeMs = 1_000;

/**
 * Holds one RTCPeerConnection for every remote page and keeps it true to what is wanted.
 * Lifetime: one Mesh for one page in one meeting, until close(); later calls throw MeshError `closed`.
 */
export class Mesh {
  readonly #options: MeshOptions;
  readonly #context: LinkContext;
  readonly #earlySignals: EarlySignals;
  readonly #links = new Map<string, RemoteLink>();
  readonly #published = new Map<Source, MediaStreamTrack>();
  /** The last generation of each page that was dropped; none comes after that of one that was given up. */
  readonly #dropped = new Map<string, number>();
  /** How large we show each participant's pictures. */
  readonly #views = new Map<string, Views>();
  #limits: Limits = {};
  #receivers = countReceivers([]);
  #neededHeight: number | null = null;
  #iceServers: readonly RTCIceServer[];
  #networkChangedAtMs = -Infinity;
  #isClosed = false;

  constructor(options: MeshOptions) {
    const { ports, listeners } = options;
    this.#options = options;
    this.#iceServers = options.iceServers;
    this.#earlySignals = new EarlySignals(ports.clock);
    this.#context = {
      ports,
      listeners,
      streams: createStreams(() => ports.createMediaStream()),
      published: this.#published,
      configuration: () => this.#configuration(),
      takePrepared: () => this.#takePrepared(),
      receivers: () => this.#receivers,
      givenUp: (participantId) => this.#giveUp(participantId),
      viewsChanged: () => this.#countReceivers(),
      sendingChanged: () => this.#noteNeed(),
      limits: () => this.#limits,
      viewsOf: (participantId) => this.#views.get(participantId) ?? {},
    };
  }

  /** Says which remote pages are wanted now: new ones are connected, missing ones closed at once. Our own entry is skipped. */
  setRemotes(remotes: readonly Remote[]): void {
    this.#assertOpen();
    const wanted = new Map(remotes.map((remote) => [remote.participantId, remote]));
    wanted.delete(this.#options.localId);
    for (const [participantId, link] of [...this.#links]) {
      const page = wanted.get(participantId)?.pageId;
      if (page !== link.address.pageId) this.#drop(link, page !== undefined);
    }
    for (const remote of wanted.values()) {
      // A listener may have closed the mesh meanwhile.
      if (!this.#isClosed && !this.#links.has(remote.participantId)) this.#connect(remote);
    }
    if (this.#isClosed) return;
    this.#countReceivers();
    this.#noteNeed();
  }

  /** Takes a signal that the server stamped with its sender. Dropped unless the sender is, or soon becomes, a remote. */
  receiveSignal(from: RemoteAddress, sequence: number, signal: MeshSignal): void {
    this.#assertOpen();
    const link = this.#links.get(from.participantId);
    if (link?.address.pageId === from.pageId) return link.receive(sequence, signal);
    const isKept =
      from.participantId !== this.#options.localId &&
      !this.#dropped.has(from.pageId) &&
      this.#earlySignals.keep(from, sequence, signal);
    if (!isKept) this.#options.ports.log?.('debug', 'signal dropped', { ...from });
  }

  /**
   * Sends `track` as `source` to all present and future remotes; null stops sending. The track stays the caller's to stop.
   * Resolves when every present connection sends it. Rejects with MeshError `wrong-kind`, or `publish-failed` where a browser
   * refused: publish null or another track then.
   */
  async publish(
    source: Source,
    track: MediaStreamTrack | null,
    options: PublishOptions = {},
  ): Promise<void> {
    this.#assertOpen();
    if (track === null) {
      this.#published.delete(source);
    } else {
      if (track.kind !== kindOf(source)) throw MeshError.wrongKind(source, track.kind);
      if (options.contentHint !== undefined) track.contentHint = options.contentHint;
      this.#published.set(source, track);
    }
    await Promise.all([...this.#links.values()].map(({ peer }) => peer.publish(source, track)));
  }

  /**
   * Says how large we show the pictures of a participant, who then sends no more than that. Kept while the participant is a
   * remote, over reloads and renewed links; may be said before that.
   */
  setViews(participantId: string, views: Views): void {
    this.#assertOpen();
    if (hasSameViews(this.#views.get(participantId) ?? {}, views)) return;
    this.#views.set(participantId, { ...views });
    this.#peerOf(participantId)?.setViews(views);
  }

  /** Limits what is sent to each remote from now on; holds at once. */
  setLimits(limits: Limits): void {
    this.#assertOpen();
    this.#limits = { ...limits };
    for (const { peer } of this.#links.values()) peer.setLimits(this.#limits);
  }

  /** The camera captures another size now, on the same track: what is scaled by a factor gets another one. */
  captureChanged(): void {
    this.#assertOpen();
    for (const { peer } of this.#links.values()) peer.refit();
  }

  /** Replaces the ICE servers, as when TURN credentials were renewed; used from the next ICE restart on. */
  setIceServers(iceServers: readonly RTCIceServer[]): void {
    this.#assertOpen();
    this.#iceServers = iceServers;
    for (const { peer } of this.#links.values()) {
      peer.connection.setConfiguration(this.#configuration());
    }
  }

  /** Signals that could not be sent are tried again now: to everyone, or to the one participant who came back. */
  signalingRestored(participantId?: string): void {
    this.#assertOpen();
    for (const [id, link] of this.#links) {
      if (participantId === undefined || participantId === id) link.signalingRestored();
    }
  }

  /** Our network is another one, or back: restarts ICE with everyone at once. Said again within a second, it does nothing. */
  networkChanged(): void {
    this.#assertOpen();
    const nowMs = this.#options.ports.clock.now();
    if (nowMs - this.#networkChangedAtMs < networkChangeMs) return;
    this.#networkChangedAtMs = nowMs;
    for (const link of this.#links.values()) link.networkChanged();
  }

  /** Rejects with MeshError `participant-unknown` for anyone who is not a remote. */
  async getStats(participantId: string): Promise<RTCStatsReport> {
    this.#assertOpen();
    const peer = this.#peerOf(participantId);
    if (peer === undefined) throw MeshError.participantUnknown(participantId);
    return peer.connection.getStats();
  }

  /**
   * How loud a participant's microphone is: root mean square, 0 to 1; null while none is sent. The answer is about what came
   * since this was asked last, so 0 where nothing did; and where it does not sound, as browsers tell only of what they play.
   */
  voiceLevel(participantId: string): number | null {
    return this.#peerOf(participantId)?.voiceLevel() ?? null;
  }

  /** The `files` channel while it is open, else null. */
  fileChannel(participantId: string): RTCDataChannel | null {
    return this.#peerOf(participantId)?.files ?? null;
  }

  /** The `control` channel while it is open, else null. The mesh itself uses it for messages whose type starts with `mesh:`. */
  controlChannel(participantId: string): RTCDataChannel | null {
    return this.#peerOf(participantId)?.control ?? null;
  }

  /** Closes every connection at once. Idempotent. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#earlySignals.clear();
    this.#published.clear();
    const links = [...this.#links.values()];
    this.#links.clear();
    for (const link of links) link.close(false);
  }

  #connect(remote: Remote): void {
    const { participantId, pageId } = remote;
    const { isPolite = this.#options.localId < participantId } = remote;
    const lastGeneration = this.#dropped.get(pageId);
    if (lastGeneration === Infinity) return;
    const generation = lastGeneration === undefined ? 0 : lastGeneration + 1;
    this.#dropped.delete(pageId);
    const link = new RemoteLink({ participantId, pageId }, isPolite, generation, this.#context);
    this.#links.set(participantId, link);
    link.start(remote.publishes ?? []);
    for (const { sequence, signal } of this.#earlySignals.take(remote)) {
      link.receive(sequence, signal);
    }
  }

  #drop(link: RemoteLink, isReplaced: boolean): void {
    const { participantId, pageId } = link.address;
    this.#links.delete(participantId);
    if (!isReplaced) this.#views.delete(participantId);
    this.#dropped.set(pageId, link.generation);
    const [oldest] = this.#dropped.keys();
    if (oldest !== undefined && this.#dropped.size > maxDroppedPages) this.#dropped.delete(oldest);
    link.close(isReplaced);
  }

  #giveUp(participantId: string): void {
    const link = this.#links.get(participantId);
    if (link === undefined) return;
    this.#drop(link, true);
    this.#dropped.set(link.address.pageId, Infinity);
    this.#countReceivers();
    this.#noteNeed();
  }

  /** Each sender's part of the upload depends on how many there are. */
  #countReceivers(): void {
    const peers = [...this.#links.values()].map(({ peer }) => peer);
    const receivers = countReceivers(peers.map(({ theirViews }) => theirViews));
    if (hasSameCounts(receivers, this.#receivers)) return;
    this.#receivers = receivers;
    for (const peer of peers) peer.setReceivers(receivers);
  }

  #noteNeed(): void {
    const heights = [...this.#links.values()].map(({ peer }) => peer.neededCameraHeight);
    const height = heights.length === 0 ? null : Math.max(...heights);
    if (this.#isClosed || height === this.#neededHeight) return;
    this.#neededHeight = height;
    this.#context.listeners.captureNeedChanged?.(height);
  }

  #peerOf(participantId: string): Peer | undefined {
    return this.#links.get(participantId)?.peer;
  }

  #configuration(): RTCConfiguration {
    const { iceTransportPolicy = 'all' } = this.#options;
    return { iceServers: [...this.#iceServers], iceTransportPolicy, bundlePolicy: 'max-bundle' };
  }

  /** Those who hide their address start afresh: what was laid out has gathered addresses already. */
  #takePrepared(): LaidOutConnection | null {
    const { iceTransportPolicy = 'all', reserve } = this.#options;
    const laidOut = iceTransportPolicy === 'all' ? reserve?.take() : null;
    if (!laidOut || this.#iceServers.length === 0) return laidOut ?? null;
    // With servers that were not known beforehand there is more to gather: the offer is made anew.
    laidOut.connection.setConfiguration(this.#configuration());
    return { ...laidOut, isOffered: false };
  }

  #assertOpen(): void {
    if (this.#isClosed) throw MeshError.closed();
  }
}

function hasSameViews(one: Views, other: Views): boolean {
  return videoSources.every((source) => one[source] === other[source]);
}
