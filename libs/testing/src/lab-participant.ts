import type { Mesh, PeerState, RemoteAddress } from '@parley/mesh';

/** One participant of an in-page meeting: a Mesh, and everything that it reported. */
export interface LabParticipant {
  readonly address: RemoteAddress;
  readonly mesh: Mesh;
  /** What is shown now, by participant and source: `bob/camera`. */
  readonly tracks: Map<string, MediaStreamTrack>;
  /** Appearances and disappearances as they came: `+bob/camera`, `-bob/camera`. */
  readonly trackLog: string[];
  readonly states: Map<string, PeerState>;
  readonly stateLog: string[];
  /** Whose pictures are paused because the link does not carry them. */
  readonly paused: Set<string>;
  /** What the camera had to capture at the most, as it was told. */
  readonly captureNeeds: (number | null)[];
  readonly openFiles: Map<string, RTCDataChannel>;
  readonly errors: Error[];
  /** Every RTCPeerConnection that this participant ever made. */
  readonly connections: RTCPeerConnection[];
}
