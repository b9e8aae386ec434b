export * from './types';
export { MeshError } from './mesh-error';
export { Mesh } from './mesh';
