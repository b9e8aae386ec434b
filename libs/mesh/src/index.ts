export * from './types';
export { MeshError } from './mesh-error';
export { ConnectionReserve, type ReservePorts } from './connection-reserve';
export type { MeshOptions } from './mesh-options';
export { Mesh } from './mesh';
export { encodingFor } from './send-quality';
