import {
  interruptedRecordings,
  keepingDevice,
  MeetingRecorder,
  type MeetingRecorderOptions,
  PendingSlices,
  RecordingError,
  recordingBrowser,
  TrackRecorder,
  type TrackRecorderOptions,
  SliceKeeper,
  type InterruptedRecording,
  type RecordingProgress,
  type Scene,
  type SceneTile,
  type SliceBytes,
  type SliceSink,
  type StreamRecorder,
} from '../index';
import { pageClock, pass, ticks } from './lab-clock';
import { recordRtc } from '../record-rtc';

export { beat, createActor } from './lab-actor';
export { pageClock, pass, ticks, until, useBlobClock, watchStalls } from './lab-clock';

/** A server in the page: checks order and hash as the real one does, and fails when told to. */
export class LabServer implements SliceSink {
  readonly slices: SliceBytes[] = [];
  /** While true every request fails as a cut network does. */
  isDown = false;
  puts = 0;

  async put(
    index: number,
    bytes: SliceBytes,
    sha256Hex: string,
  ): Promise<{ acknowledged: number }> {
    this.puts += 1;
    if (this.isDown) {
      throw new TypeError('Failed to fetch');
    }
    if (index > this.slices.length) {
      throw RecordingError.fromServer('slice-out-of-order');
    }
    if ((await keepingDevice(window).hash(bytes)) !== sha256Hex) {
      throw RecordingError.fromServer('slice-refused');
    }
    this.slices[index] = bytes;
    return { acknowledged: this.slices.length };
  }

  receipt(): Promise<{ acknowledged: number }> {
    return this.isDown
      ? Promise.reject(new TypeError('Failed to fetch'))
      : Promise.resolve({ acknowledged: this.slices.length });
  }

  /** All slices joined, in base 64 for the way out of the page. */
  async file(): Promise<string> {
    const bytes = new Uint8Array(await new Blob(this.slices).arrayBuffer());
    return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''));
  }
}

/** A running recording with everything a test looks at. */
export interface LabRecording {
  readonly recorder: MeetingRecorder;
  readonly keeper: SliceKeeper;
  readonly server: LabServer;
  readonly progress: RecordingProgress[];
  readonly errors: string[];
}

export async function startRecording(
  recordingId: string,
  scene: Scene,
  options: Partial<MeetingRecorderOptions> = {},
): Promise<LabRecording> {
  const server = new LabServer();
  const label = { recordingId, ticket: `ticket of ${recordingId}`, title: 'Lab', startedAt: 1 };
  const keeper = await SliceKeeper.open(label, server, keepingDevice(window));
  const progress: RecordingProgress[] = [];
  const errors: string[] = [];
  const recorder = new MeetingRecorder({
    browser: recordingBrowser(window),
    ticks,
    slices: keeper,
    clock: pageClock,
    ...options,
    onProgress: (now) => progress.push(now),
    onError: (error) => errors.push(String(error)),
  });
  recorder.setScene(scene);
  await recorder.start();
  return { recorder, keeper, server, progress, errors };
}

/** A running recording of one track. */
export interface LabTrack {
  readonly recorder: TrackRecorder;
  readonly keeper: SliceKeeper;
  readonly server: LabServer;
  readonly errors: string[];
  readonly startedAtMs: number;
}

/** As the portal does: begins, and only then learns where to send the slices. */
export async function startTrack(
  recordingId: string,
  kind: 'audio' | 'video',
  track: MediaStreamTrack | null,
  options: Partial<TrackRecorderOptions> = {},
): Promise<LabTrack> {
  const errors: string[] = [];
  const slices = new PendingSlices();
  const recorder = new TrackRecorder({
    browser: recordingBrowser(window),
    ticks,
    slices,
    clock: pageClock,
    kind,
    track,
    ...options,
    onProgress: () => undefined,
    onError: (error) => errors.push(String(error)),
  });
  const startedAtMs = await recorder.start();
  const server = new LabServer();
  const label = { recordingId, ticket: 'ticket', title: 'Lab', startedAt: startedAtMs };
  const keeper = await SliceKeeper.open(label, server, keepingDevice(window));
  slices.passTo(keeper);
  return { recorder, keeper, server, errors, startedAtMs };
}

/** The colour that the recording shows now at a place, from 0 to 1 in both directions. */
export async function shownAt(
  { recorder }: LabRecording,
  x: number,
  y: number,
): Promise<readonly number[]> {
  const bitmap = await createImageBitmap(await recorder.thumbnail());
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
  context?.drawImage(bitmap, 0, 0);
  return [
    ...(context?.getImageData(x * bitmap.width, y * bitmap.height, 1, 1).data.subarray(0, 3) ?? []),
  ];
}

/** Stops, waits until the server has everything and gives the file in base 64. */
export async function finish(
  recording: Pick<LabRecording, 'keeper' | 'server'> & {
    readonly recorder: Pick<MeetingRecorder, 'stop'>;
  },
): Promise<{ file: string; sliceCount: number }> {
  await recording.recorder.stop();
  const { sliceCount } = await recording.keeper.drained();
  const file = await recording.server.file();
  await recording.keeper.forget();
  return { file, sliceCount };
}

/** Goes on sending what a crashed tab left here, and gives the file in base 64. */
export async function recover(recordingId: string): Promise<string> {
  const server = new LabServer();
  const keeper = await SliceKeeper.recover(recordingId, server, keepingDevice(window));
  await keeper.drained();
  await keeper.forget();
  return server.file();
}

/** RecordRTC, with weak references to every slice it gave. */
export function watchedRecorder(slices: WeakRef<Blob>[]): StreamRecorder {
  return (stream, recording) =>
    recordRtc(stream, {
      ...recording,
      onSlice: (slice) => {
        slices.push(new WeakRef(slice));
        recording.onSlice(slice);
      },
    });
}

/** RecordRTC on a machine so busy that the first picture comes as late; then they come until it is stopped. */
export function lateRecorder(lateMs: number): StreamRecorder {
  return async (_, recording) => {
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('2d');
    const stream = canvas.captureStream(0);
    void pass(lateMs).then(async () => {
      const [track] = stream.getVideoTracks() as CanvasCaptureMediaStreamTrack[];
      for (let frame = 0; track?.readyState === 'live'; frame += 1) {
        if (context) context.fillStyle = `hsl(${frame * 9} 80% 50%)`;
        context?.fillRect(0, 0, canvas.width, canvas.height);
        track.requestFrame();
        await pass(40);
      }
    });
    const running = await recordRtc(stream, recording);
    return {
      ...running,
      stop: async () => {
        await running.stop();
        for (const track of stream.getTracks()) track.stop();
      },
    };
  };
}

/** A recorder that gives another format than it was asked for. */
export const mp4Recorder: StreamRecorder = (_, recording) => {
  recording.onSlice(new Blob(['not WebM'], { type: 'video/mp4' }));
  return Promise.resolve({
    pause: () => undefined,
    resume: () => undefined,
    stop: () => Promise.resolve(),
  });
};

export function listInterrupted(): Promise<readonly InterruptedRecording[]> {
  return interruptedRecordings(keepingDevice(window));
}

/** The same person seen through a real peer connection. */
export async function overPeerConnection(tile: SceneTile): Promise<SceneTile> {
  const [sender, receiver] = [new RTCPeerConnection(), new RTCPeerConnection()];
  for (const [from, to] of [
    [sender, receiver],
    [receiver, sender],
  ] as const) {
    from.addEventListener('icecandidate', ({ candidate }) => void to.addIceCandidate(candidate));
  }
  // One stream for both tracks: browsers keep picture and sound together only within a stream.
  const stream = new MediaStream([tile.video, tile.audio].filter((track) => track !== null));
  for (const track of stream.getTracks()) {
    sender.addTrack(track, stream);
  }
  await sender.setLocalDescription();
  await receiver.setRemoteDescription(sender.localDescription ?? { type: 'offer' });
  await receiver.setLocalDescription();
  await sender.setRemoteDescription(receiver.localDescription ?? { type: 'answer' });
  const trackOf = (kind: string): MediaStreamTrack | null =>
    receiver.getReceivers().find(({ track }) => track.kind === kind)?.track ?? null;
  return { ...tile, video: trackOf('video'), audio: trackOf('audio') };
}
