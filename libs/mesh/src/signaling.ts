import type { MeshSignal, RemoteAddress } from './types';

export type SignalListener = (from: RemoteAddress, sequence: number, signal: MeshSignal) => void;

/**
 * Carries signals between pages that have no path to each other yet. A server is one way (the web app's `ServerSignaling`),
 * codes that people copy are another (`ManualSignaling`); whatever connects pages asks for no more than this.
 */
export interface Signaling {
  /** Resolves to whether the other page got it; rejects while there is no way to it. */
  sendSignal(to: RemoteAddress, sequence: number, signal: MeshSignal): Promise<boolean>;
  /** Calls the listener with what other pages sent, in order, until the returned function is called. */
  onSignal(listener: SignalListener): () => void;
}
