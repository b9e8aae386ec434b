/** What the recorder takes from the browser, so that it reads no globals. */
export interface RecordingBrowser {
  createAudioContext(): AudioContext;
  createCanvas(): HTMLCanvasElement;
  createVideo(): HTMLVideoElement;
  createAudio(): HTMLAudioElement;
  createStream(tracks: readonly MediaStreamTrack[]): MediaStream;
  canRecord(mimeType: string): boolean;
  /** Null where the browser hands out no frames of a track (all but Chromium). */
  readonly frames: TrackFrames | null;
  /** Milliseconds on a clock that never goes back. */
  now(): number;
}

/** A track taken apart into frames and put together again. Source: W3C mediacapture-transform, as Chromium has it. */
export interface TrackFrames {
  /** Whoever reads a frame closes it. */
  read(track: MediaStreamTrack): ReadableStream<VideoFrame>;
  /** A track that shows what is written; it closes what it is given. */
  createTrack(): {
    readonly track: MediaStreamTrack;
    readonly writable: WritableStream<VideoFrame>;
  };
  createFrame(image: CanvasImageSource, timestampUs: number): VideoFrame;
}

/** Chromium's names; TypeScript's lib.dom lacks them because no other browser has them in a page. */
interface ChromiumFrames {
  readonly MediaStreamTrackProcessor?: new (init: { track: MediaStreamTrack }) => {
    readonly readable: ReadableStream<VideoFrame>;
  };
  readonly MediaStreamTrackGenerator?: new (init: { kind: 'video' }) => MediaStreamTrack & {
    readonly writable: WritableStream<VideoFrame>;
  };
}

function trackFrames(window: Window & typeof globalThis): TrackFrames | null {
  const { MediaStreamTrackProcessor: Processor, MediaStreamTrackGenerator: Generator } =
    window as ChromiumFrames;
  if (Processor === undefined || Generator === undefined) {
    return null;
  }
  return {
    read: (track) => new Processor({ track }).readable,
    createTrack: () => {
      const track = new Generator({ kind: 'video' });
      return { track, writable: track.writable };
    },
    createFrame: (image, timestamp) => new window.VideoFrame(image, { timestamp }),
  };
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
    frames: trackFrames(window),
    now: () => window.performance.now(),
  };
}
