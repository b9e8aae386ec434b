export * from './types';
export type { Signaling, SignalListener } from './signaling';
export { ManualSignaling } from './manual-signaling';
export { DirectConnection, type DirectState } from './direct-connection';
export { MeshError } from './mesh-error';
export { ConnectionReserve, type ReservePorts } from './connection-reserve';
export type { MeshOptions } from './mesh-options';
export { Mesh } from './mesh';
export { encodingFor } from './send-quality';
