/** What most people publish, in the order of their transceivers in every connection: laid out from the start. */
export const laidOutSources = [
  'microphone',
  'camera',
  'screen_share',
  'screen_share_audio',
] as const;
/** What few publish: a connection gets a transceiver for one of these when it is published for the first time. */
export const addedSources = ['second_screen_share', 'second_screen_share_audio'] as const;
export type AddedSource = (typeof addedSources)[number];

/** The places of a participant's media. */
export const sources = [...laidOutSources, ...addedSources] as const;
export type Source = (typeof sources)[number];

/** The sources that are pictures. */
export const videoSources = [
  'camera',
  'screen_share',
  'second_screen_share',
] as const satisfies readonly Source[];
export type VideoSource = (typeof videoSources)[number];

/**
 * How high a receiver shows each picture, in physical pixels: CSS pixels times devicePixelRatio. 0 where it is not shown at
 * all, which ends its video until it is; absent where that is not known, which asks for full quality.
 */
export type Views = Readonly<Partial<Record<VideoSource, number>>>;

/** What the user or the room allows to be sent. */
export interface Limits {
  /** Ceilings for what each receiver gets of a source, in bits per second; null or absent for none. Sound is every voice and screen's. */
  readonly audioBitrate?: number | null;
  /** Of a camera. */
  readonly videoBitrate?: number | null;
  readonly screenBitrate?: number | null;
  /** No camera is sent. A screen is: whoever shares one means it. */
  readonly isAudioOnly?: boolean;
}

/** RTCSessionDescriptionInit with its text always present. `rollback` asks the other side to start the link anew. */
export interface MeshDescription {
  readonly type: RTCSdpType;
  readonly sdp: string;
}

/** RTCIceCandidateInit with all four fields present; an empty `candidate` ends the candidates. */
export interface MeshCandidate {
  readonly candidate: string;
  readonly sdpMid: string | null;
  readonly sdpMLineIndex: number | null;
  readonly usernameFragment: string | null;
}

/** A description or candidate in transit between two pages. */
export type MeshSignal =
  { readonly description: MeshDescription } | { readonly candidate: MeshCandidate };

/** One page of one remote participant. A page loaded anew has a new `pageId` and gets a fresh RTCPeerConnection. */
export interface RemoteAddress {
  readonly participantId: string;
  readonly pageId: string;
}

/** A remote page that is wanted. */
export interface Remote extends RemoteAddress {
  /**
   * Whether we are the polite one, who waits for the other's first offer; the other side must say the opposite.
   * Without it the greater participant id offers.
   */
  readonly isPolite?: boolean;
  /**
   * What it sends as far as signaling knows: believed until it says so itself over the path, so that its first frame finds
   * somebody who shows it. Read once, when the page becomes a remote.
   */
  readonly publishes?: readonly Source[];
}

/** Time as the mesh sees it, so that tests can bring their own. */
export interface MeshClock {
  /** Milliseconds that only go forward. */
  now(): number;
  /** Runs `action` once after `delayMs`; the returned function takes it back. */
  schedule(delayMs: number, action: () => void): () => void;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** What the mesh needs from the browser and from signaling. */
export interface MeshPorts {
  createPeerConnection(configuration: RTCConfiguration): RTCPeerConnection;
  /** Groups microphone with camera and screen with its sound, which keeps lips and voice together. */
  createMediaStream(): MediaStream;
  /**
   * Sends one signal. Resolves to whether the other page got it; rejects while signaling is away.
   * Either failure is tried again with a growing delay, and at once on `signalingRestored()`.
   */
  sendSignal(to: RemoteAddress, sequence: number, signal: MeshSignal): Promise<boolean>;
  readonly clock: MeshClock;
  log?(level: LogLevel, message: string, context: Readonly<Record<string, unknown>>): void;
}

/**
 * `connecting`: no media path yet. `reconnecting`: the path broke and is being restored.
 * `failed`: several tries did not help; the mesh goes on trying. `closed`: the participant is no longer wanted.
 */
export type PeerState = 'connecting' | 'connected' | 'reconnecting' | 'failed' | 'closed';

/** What a MeshError says went wrong. */
export type MeshErrorCode =
  /** The mesh was closed before. */
  | 'closed'
  /** The participant is not one of the remotes. */
  | 'participant-unknown'
  /** An audio track was given for a video source, or the other way round. */
  | 'wrong-kind'
  /** The browser refused to send the track. */
  | 'publish-failed'
  /** A description or candidate could not be applied; the link is started anew. */
  | 'negotiation-failed'
  | ConnectionCodeProblem;

/** What is wrong with a code that somebody pasted. */
export type ConnectionCodeProblem =
  | 'code-empty'
  /** It is no such code at all. */
  | 'code-foreign'
  /** Cut off, or changed on the way. */
  | 'code-damaged'
  /** The page's own code was pasted back. */
  | 'code-own'
  /** A first code where an answer belongs, or an answer where a first code does. */
  | 'code-of-other-kind'
  /** An answer to another code than the last one. */
  | 'code-of-another';

export interface RemoteTrackChange {
  readonly participantId: string;
  readonly source: Source;
  /** Null once no media comes any more. */
  readonly track: MediaStreamTrack | null;
}

export interface PeerStateChange {
  readonly participantId: string;
  readonly state: PeerState;
}

/** Told when anything of it changes; a link is good until told otherwise. */
export interface LinkQualityChange {
  readonly participantId: string;
  /** `poor` while either direction carries less than a good picture needs, or loses much of it. */
  readonly quality: 'good' | 'poor';
  /** Their camera or screen is on, and they do not send it to us for now, because their link does not carry it. */
  readonly isVideoPaused: boolean;
  /** The same the other way round: ours does not reach them for now. */
  readonly isSendingPaused: boolean;
}

export interface FilePaceChange {
  readonly participantId: string;
  /** Null for as fast as the link carries them. */
  readonly bytesPerSecond: number | null;
}

export interface FileChannelChange {
  readonly participantId: string;
  readonly channel: RTCDataChannel;
}

/** Called by the mesh as things happen; all optional. A listener may call the mesh. */
export interface MeshListeners {
  /**
   * A remote track carries media, or stopped to: exactly once per appearance and disappearance. The path is open then and
   * the sender sends; the first frame follows within tens of milliseconds, so show the picture from its first frame on.
   */
  remoteTrackChanged?(change: RemoteTrackChange): void;
  peerStateChanged?(change: PeerStateChange): void;
  linkQualityChanged?(change: LinkQualityChange): void;
  /** The ordered, reliable `files` channel is open; its binaryType is `arraybuffer`. Attach `onmessage` synchronously. */
  fileChannelOpened?(change: FileChannelChange): void;
  /** An opened `files` channel is gone, because the participant, their page or the link is. */
  fileChannelClosed?(change: FileChannelChange): void;
  /** Files may go that fast to a participant, so that voice and pictures do not suffer from them. No limit until told. */
  filePaceChanged?(change: FilePaceChange): void;
  /**
   * How high the largest picture is that any receiver needs of our camera, in pixels: one that captures more works in vain.
   * 0 while nobody needs any, null while there is no remote, and until told.
   */
  captureNeedChanged?(height: number | null): void;
  /** Something went wrong outside any call of yours; the mesh has already begun to recover. */
  errorRaised?(error: Error & { readonly code: MeshErrorCode }): void;
}

export interface PublishOptions {
  /** Set on the track: `motion`, `detail` or `text` for pictures, `speech` or `music` for sound. */
  readonly contentHint?: string;
}
