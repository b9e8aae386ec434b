import type { ConnectionReserve } from './connection-reserve';
import type { MeshListeners, MeshPorts } from './types';

export interface MeshOptions {
  readonly localId: string;
  readonly iceServers: readonly RTCIceServer[];
  /** `relay` hides our addresses from the other participants. */
  readonly iceTransportPolicy?: RTCIceTransportPolicy;
  /** Connections laid out beforehand, for those remotes to whom we make the first offer. Stays the caller's to close. */
  readonly reserve?: ConnectionReserve;
  readonly ports: MeshPorts;
  readonly listeners: MeshListeners;
}
