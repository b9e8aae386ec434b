export * from './fake-media';
export * from './fake-peer-connection';
export * from './manual-clock';
export * from './signaling-loop';
