/** What the recorder takes from the browser, so that it reads no globals. */
export interface RecordingBrowser {
  createAudioContext(): AudioContext;
  createCanvas(): HTMLCanvasElement;
  createVideo(): HTMLVideoElement;
  createAudio(): HTMLAudioElement;
  createStream(tracks: readonly MediaStreamTrack[]): MediaStream;
  canRecord(mimeType: string): boolean;
  /** Milliseconds on a clock that never goes back. */
  now(): number;
}

/** The recorder's ports out of a window. */
export function recordingBrowser(window: Window & typeof globalThis): RecordingBrowser {
  const { document } = window;
  return {
    createAudioContext: () =>
      new window.AudioContext({ latencyHint: 'interactive', sampleRate: 48_000 }),
    createCanvas: () => document.createElement('canvas'),
    createVideo: () => document.createElement('video'),
    createAudio: () => document.createElement('audio'),
    createStream: (tracks) => new window.MediaStream([...tracks]),
    canRecord: (mimeType) =>
      'MediaRecorder' in window && window.MediaRecorder.isTypeSupported(mimeType),
    now: () => window.performance.now(),
  };
}
