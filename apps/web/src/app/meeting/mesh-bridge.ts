import {
  computed,
  DestroyRef,
  DOCUMENT,
  effect,
  inject,
  Injectable,
  signal,
  untracked,
} from '@angular/core';
import {
  type Limits,
  Mesh,
  type MeshListeners,
  type Remote,
  type RemoteTrackChange,
  type Source,
  sources,
} from '@parley/mesh';
import { noCeilings, type Participant } from '@parley/contract';
import { BandwidthStore } from './bandwidth/bandwidth-store';
import { lowerOf } from './bandwidth/ceilings';
import { type LinkChange, type LinkConditions, withCondition } from './bandwidth/link-condition';
import { LocalPublications } from './local-publications';
import { MeetingClient } from './connection/meeting-client';
import { ServerSignaling } from './connection/server-signaling';
import { MeetingPreparation } from './meeting-preparation';
import type { MeetingState } from './meeting-state';
import { MeetingStore } from './meeting-store';
import { browserPorts } from './mesh-ports';

export type RemoteTracks = Readonly<Partial<Record<Source, MediaStreamTrack>>>;
export interface FileChannelObserver {
  opened(participantId: string, channel: RTCDataChannel): void;
  closed(participantId: string, channel: RTCDataChannel): void;
  /** Files may go that fast from now on, in bytes a second; null for as fast as the link carries them. */
  paced(participantId: string, bytesPerSecond: number | null): void;
}

/**
 * Joins the framework-free mesh to the meeting: the roster says who is connected, signals go through the socket, the own
 * tracks are published, remote tracks become signals. Whoever leaves the roster is cut off in the same turn.
 * Lifetime: one meeting; its end closes every connection.
 */
@Injectable()
export class MeshBridge {
  readonly #meeting = inject(MeetingStore);
  readonly #signaling = new ServerSignaling(inject(MeetingClient), this.#meeting);
  readonly #local = inject(LocalPublications);
  readonly #bandwidth = inject(BandwidthStore);
  readonly #ports = inject(browserPorts);
  readonly #reserve = inject(MeetingPreparation).takeReserve();
  readonly #tracks = signal<ReadonlyMap<string, RemoteTracks>>(new Map());
  readonly #links = signal<LinkConditions>(new Map());
  readonly #mesh = signal<Mesh | null>(null);
  readonly #captureNeed = signal<number | null>(null);
  readonly #filePaces = new Map<string, number>();
  readonly #fileObservers = new Set<FileChannelObserver>();
  readonly #published = new Map<Source, MediaStreamTrack | null>();

  readonly #roomCeilings = computed(() => this.#meeting.state()?.ceilings ?? noCeilings);
  /** The most that is sent to each of the others: what this person and the room both allow. */
  readonly #ceilings = computed(() => lowerOf(this.#bandwidth.ceilings(), this.#roomCeilings()));

  /** Remote tracks that really carry media, by participant. */
  readonly tracks = this.#tracks.asReadonly();
  /** How the way to each participant is. */
  readonly links = this.#links.asReadonly();
  /** How high the own camera's picture has to be for anybody, in pixels; null while nobody else is there. */
  readonly captureNeed = this.#captureNeed.asReadonly();
  /** Null before the first snapshot. */
  readonly mesh = this.#mesh.asReadonly();

  constructor() {
    const stopObserving = this.#observeMeeting();
    const stopSignals = this.#signaling.onSignal((...signal) =>
      this.#mesh()?.receiveSignal(...signal),
    );
    effect(() => {
      const mesh = this.#mesh();
      this.#local.tracks();
      untracked(() => mesh && this.#publish(mesh));
    });
    effect(() => this.#mesh()?.setIceServers(this.#meeting.iceServers()));
    effect(() => this.#mesh()?.setLimits(this.#limits()));
    const page = inject(DOCUMENT).defaultView;
    const backOnline = () => this.#mesh()?.networkChanged();
    page?.addEventListener('online', backOnline);
    inject(DestroyRef).onDestroy(() => {
      stopObserving();
      stopSignals();
      page?.removeEventListener('online', backOnline);
      this.#mesh()?.close();
      this.#reserve?.close();
    });
  }

  /** Tells of every `files` channel, those open already first. Returns what ends it. */
  observeFileChannels(observer: FileChannelObserver): () => void {
    this.#fileObservers.add(observer);
    for (const { id } of this.#meeting.others()) {
      const channel = this.#mesh()?.fileChannel(id);
      if (!channel) continue;
      observer.opened(id, channel);
      observer.paced(id, this.#filePaces.get(id) ?? null);
    }
    return () => this.#fileObservers.delete(observer);
  }

  #observeMeeting(): () => void {
    const known = this.#meeting.state();
    if (known) this.#follow(known);
    return this.#meeting.observe({
      changed: (state) => this.#follow(state),
      entered: () => this.#mesh()?.signalingRestored(),
      happened: ({ happening }) => {
        if (happening.type === 'meetings:connection-changed' && happening.isConnected)
          this.#mesh()?.signalingRestored(happening.participantId);
      },
    });
  }

  #follow(state: MeetingState): void {
    const mesh = this.#mesh() ?? this.#create(state);
    mesh.setRemotes(remotesOf(state));
    // It is for those whom we find: who comes later makes the offer.
    this.#reserve?.close();
  }

  /** Tracks are in place before the first remote is, so that the first offer carries them. */
  #create(state: MeetingState): Mesh {
    const mesh = new Mesh({
      localId: state.self,
      iceServers: this.#meeting.iceServers(),
      iceTransportPolicy: state.hidesAddresses ? 'relay' : 'all',
      ...(this.#reserve && { reserve: this.#reserve }),
      ports: {
        ...this.#ports,
        sendSignal: (...signal) => this.#signaling.sendSignal(...signal),
      },
      listeners: this.#listeners(),
    });
    mesh.setLimits(untracked(() => this.#limits()));
    this.#publish(mesh);
    this.#mesh.set(mesh);
    return mesh;
  }

  #listeners(): MeshListeners {
    return {
      remoteTrackChanged: (change) => this.#noteTrack(change),
      peerStateChanged: ({ participantId, state }) => this.#noteLink(participantId, { state }),
      linkQualityChanged: ({ participantId, quality, isVideoPaused, isSendingPaused }) =>
        this.#noteLink(participantId, { quality, isVideoPaused, isSendingPaused }),
      fileChannelOpened: ({ participantId, channel }) => {
        for (const one of this.#fileObservers) one.opened(participantId, channel);
      },
      filePaceChanged: ({ participantId, bytesPerSecond }) => {
        this.#paceFiles(participantId, bytesPerSecond);
      },
      fileChannelClosed: ({ participantId, channel }) => {
        this.#filePaces.delete(participantId);
        for (const one of this.#fileObservers) one.closed(participantId, channel);
      },
      captureNeedChanged: (height) => this.#captureNeed.set(height),
      errorRaised: (error) => console.warn('mesh', error.code, error.message),
    };
  }

  #publish(mesh: Mesh): void {
    const tracks = untracked(this.#local.tracks);
    for (const source of sources) {
      const track = tracks[source];
      if ((this.#published.get(source) ?? null) === track) continue;
      this.#published.set(source, track);
      mesh.publish(source, track).catch((error: unknown) => {
        // Forgotten, so that the next change tries again; the button shows what is wanted meanwhile.
        this.#published.delete(source);
        console.warn('publish', source, error);
      });
    }
  }

  #limits(): Limits {
    const { audioKbps, videoKbps, screenKbps } = this.#ceilings();
    return {
      audioBitrate: bitrateOf(audioKbps),
      videoBitrate: bitrateOf(videoKbps),
      screenBitrate: bitrateOf(screenKbps),
      isAudioOnly: this.#bandwidth.isAudioOnly(),
    };
  }

  #noteTrack({ participantId, source, track }: RemoteTrackChange): void {
    this.#tracks.update((all) => {
      const { [source]: _, ...others } = all.get(participantId) ?? {};
      const tracks = track ? { ...others, [source]: track } : others;
      return new Map(all).set(participantId, tracks);
    });
  }

  #paceFiles(participantId: string, bytesPerSecond: number | null): void {
    if (bytesPerSecond === null) this.#filePaces.delete(participantId);
    else this.#filePaces.set(participantId, bytesPerSecond);
    for (const one of this.#fileObservers) one.paced(participantId, bytesPerSecond);
  }

  #noteLink(participantId: string, change: LinkChange): void {
    this.#links.update((all) => withCondition(all, participantId, change));
  }
}

function bitrateOf(kbps: number | null): number | null {
  return kbps === null ? null : kbps * 1_000;
}

/** Whoever came later makes the first offer: they had the time to prepare it at the door. */
function remotesOf({ participants, self }: MeetingState): Remote[] {
  const own = participants.find(({ id }) => id === self);
  return participants
    .filter((one) => one !== own)
    .map((one) => ({
      participantId: one.id,
      pageId: one.pageId,
      isPolite: own !== undefined && cameBefore(own, one),
      publishes: sources.filter((source) => one.publications[source] === true),
    }));
}

function cameBefore(one: Participant, other: Participant): boolean {
  return one.joinedAt === other.joinedAt ? one.id < other.id : one.joinedAt < other.joinedAt;
}
