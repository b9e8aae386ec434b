import {
  keepingDevice,
  MeetingRecorder,
  RecordingError,
  recordingBrowser,
  SliceKeeper,
  workerTicks,
  type InterruptedRecording,
  type RecordingProgress,
  type Scene,
  type SceneTile,
  type SliceBytes,
  type SliceSink,
} from './index';
import { interruptedRecordings } from './interrupted-recordings';

/** A painted, sounding person for tests: one plain colour with a moving corner, one plain tone. */
export interface Actor {
  readonly tile: SceneTile;
  /** Paints white and beeps at once, for measuring how far picture and sound are apart. */
  flash(): void;
  leave(): void;
}

export interface ActorLook {
  readonly id: string;
  readonly kind?: SceneTile['kind'];
  readonly colour: string;
  readonly toneHz: number;
  /** Default true: the tone always sounds. Otherwise only with a flash. */
  readonly isSteady?: boolean;
  readonly width?: number;
  readonly height?: number;
}

/** The page's clock for everything that must also move in a hidden tab. */
export const ticks = workerTicks(() => new Worker(clockUrl, { type: 'module' }));

let clockUrl = '/tick-worker.js';

/** For pages without a policy, whose server has no worker file. */
export function useBlobClock(): void {
  const code = `import { runTicks } from '${location.origin}/library.js'; runTicks(self);`;
  clockUrl = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
}

let sound: AudioContext | null = null;

/** Makes a person out of a canvas and an oscillator. */
export function createActor(look: ActorLook): Actor {
  sound ??= new AudioContext();
  const context = sound;
  const oscillator = new OscillatorNode(context, { frequency: look.toneHz });
  const gain = new GainNode(context, { gain: look.isSteady === false ? 0 : 0.2 });
  const destination = context.createMediaStreamDestination();
  oscillator.connect(gain).connect(destination);
  oscillator.start();
  const painted = paintActor(look);
  const tile: SceneTile = {
    id: look.id,
    kind: look.kind ?? 'camera',
    name: look.id,
    video: painted.track,
    audio: destination.stream.getAudioTracks()[0] ?? null,
    isMuted: false,
  };
  return {
    tile,
    flash() {
      painted.flash();
      gain.gain.setValueAtTime(0.5, context.currentTime);
      gain.gain.setValueAtTime(0, context.currentTime + 0.2);
    },
    leave() {
      painted.stop();
      oscillator.stop();
      tile.video?.stop();
      tile.audio?.stop();
    },
  };
}

function paintActor(look: ActorLook): {
  track: MediaStreamTrack | null;
  flash(): void;
  stop(): void;
} {
  const canvas = document.createElement('canvas');
  canvas.width = look.width ?? 320;
  canvas.height = look.height ?? 240;
  const context = canvas.getContext('2d');
  let count = 0;
  let flashUntil = 0;
  const paint = (): void => {
    if (context === null) {
      return;
    }
    count += 1;
    context.fillStyle = performance.now() < flashUntil ? '#ffffff' : look.colour;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = count % 2 === 0 ? '#000000' : '#808080';
    context.fillRect(0, 0, canvas.width / 10, canvas.height / 10);
  };
  paint();
  const stop = ticks.run(1000 / 25, paint);
  return {
    track: canvas.captureStream(30).getVideoTracks()[0] ?? null,
    flash() {
      flashUntil = performance.now() + 200;
      paint();
    },
    stop,
  };
}

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

  async receipt(): Promise<{ acknowledged: number }> {
    if (this.isDown) {
      throw new TypeError('Failed to fetch');
    }
    return { acknowledged: this.slices.length };
  }

  /** All slices joined, in base 64 for the way out of the page. */
  async file(): Promise<string> {
    const reader = new FileReader();
    reader.readAsDataURL(new Blob(this.slices));
    await new Promise((resolve) => reader.addEventListener('loadend', resolve, { once: true }));
    return String(reader.result).split(',')[1] ?? '';
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
  server = new LabServer(),
): Promise<LabRecording> {
  const label = { recordingId, ticket: `ticket of ${recordingId}`, title: 'Lab', startedAt: 1 };
  const keeper = await SliceKeeper.open(label, server, keepingDevice(window));
  const progress: RecordingProgress[] = [];
  const errors: string[] = [];
  const recorder = new MeetingRecorder({
    browser: recordingBrowser(window),
    ticks,
    slices: keeper,
    onProgress: (now) => progress.push(now),
    onError: (error) => errors.push(String(error)),
  });
  recorder.setScene(scene);
  await recorder.start();
  return { recorder, keeper, server, progress, errors };
}

/** Resolves when the recording has lasted this long, counted by its own slices, so also in a hidden tab. */
export async function recordedFor(recording: LabRecording, durationMs: number): Promise<void> {
  const start = performance.now();
  await new Promise<void>((resolve) => {
    const stop = ticks.run(20, () => {
      if (performance.now() - start >= durationMs) {
        stop();
        resolve();
      }
    });
  });
  if (recording.errors.length > 0) {
    throw new Error(recording.errors.join('; '));
  }
}

/** Stops, waits until the server has everything and gives the file in base 64. */
export async function finish(
  recording: LabRecording,
): Promise<{ file: string; sliceCount: number }> {
  await recording.recorder.stop();
  const { sliceCount } = await recording.keeper.drained();
  const file = await recording.server.file();
  await recording.keeper.forget();
  return { file, sliceCount };
}

export function listInterrupted(): Promise<readonly InterruptedRecording[]> {
  return interruptedRecordings(keepingDevice(window));
}

/** The same person seen through a real peer connection. */
export async function overPeerConnection(tile: SceneTile): Promise<SceneTile> {
  const [sender, receiver] = [new RTCPeerConnection(), new RTCPeerConnection()];
  sender.addEventListener('icecandidate', ({ candidate }) => receiver.addIceCandidate(candidate));
  receiver.addEventListener('icecandidate', ({ candidate }) => sender.addIceCandidate(candidate));
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
