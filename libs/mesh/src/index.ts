export * from './types';
export { MeshError } from './mesh-error';
export { Mesh } from './mesh';
export { encodingFor } from './send-quality';
