import {
  keepingDevice,
  MeetingRecorder,
  recordingBrowser,
  SliceKeeper,
  type RecordingQuality,
  type Scene,
  type SliceSink,
} from '../index';
import { beat, createActor } from './lab-actor';
import { pageClock, ticks, useBlobClock } from './lab-clock';

const recordingId = 'long';
/** So often somebody comes, goes, or shares a screen. */
const changeEveryMs = 7_000;

/** The bench's own server: it appends what it gets to a file. */
const sink: SliceSink = {
  async put(index, body, _, signal) {
    const { ok, status } = await fetch(`/slices/${index}`, { method: 'PUT', body, signal });
    if (!ok) throw new TypeError(`The bench's server answered ${status}`);
    return { acknowledged: index + 1 };
  },
  receipt: () => Promise.resolve({ acknowledged: 0 }),
};

const scenes: Scene[] = [];
let stop: () => Promise<{ sliceCount: number }> = () => Promise.resolve({ sliceCount: 0 });

/** Four people, of whom Ann flashes and beeps each second; nothing is recorded yet. */
export function meet(): void {
  useBlobClock();
  const ann = createActor({ id: 'Ann', colour: '#101010', toneHz: 1000, isSteady: false });
  const others = ['#600000', '#006000', '#000060'].map((colour, index) =>
    createActor({ id: `Guest ${index}`, colour, toneHz: 0, width: 640, height: 360 }),
  );
  const look = { colour: '#400040', toneHz: 0, width: 1280, height: 720 };
  const screen = createActor({ id: 'screen', kind: 'screen_share', ...look });
  beat([ann]);
  const people = [ann, ...others].map(({ tile }) => tile);
  for (const tiles of [people, [...people, screen.tile], people.slice(0, 3)]) {
    scenes.push({ tiles, speakingId: 'Ann' });
  }
}

/** Records with Ann large, through everything that changes about the others. */
export async function record(quality: RecordingQuality): Promise<void> {
  const label = { recordingId, ticket: 'ticket', title: 'Bench', startedAt: Date.now() };
  const keeper = await SliceKeeper.open(label, sink, keepingDevice(window));
  const recorder = new MeetingRecorder({
    browser: recordingBrowser(window),
    ticks,
    slices: keeper,
    clock: pageClock,
    quality,
    picture: 'speaker',
    onProgress: () => undefined,
    onError: (error) => console.error(error),
  });
  let turn = 0;
  const change = (): void => {
    recorder.setScene(scenes[turn % scenes.length] ?? { tiles: [] });
    turn += 1;
  };
  change();
  await recorder.start();
  const stopChanging = ticks.run(changeEveryMs, change);
  stop = async () => {
    stopChanging();
    await recorder.stop();
    const drained = await keeper.drained();
    await keeper.forget();
    return drained;
  };
}

/** Resolves when the server has it all. */
export function finish(): Promise<{ sliceCount: number }> {
  return stop();
}

const barePaceMs = 100;
let bare: MediaRecorder | null = null;

/** In a tab of its own: what a bare MediaRecorder makes of a bare tone and a bare picture meanwhile. Their gaps are the machine's. */
export function recordBare(): void {
  const stream = new MediaStream([...bareTone(), ...barePicture()]);
  bare = new MediaRecorder(stream);
  bare.start();
}

function bareTone(): MediaStreamTrack[] {
  const context = new AudioContext();
  const tone = new OscillatorNode(context);
  const out = new MediaStreamAudioDestinationNode(context);
  tone.connect(out);
  tone.start();
  return out.stream.getTracks();
}

/** Small, and another one at every tick. */
function barePicture(): MediaStreamTrack[] {
  useBlobClock();
  const canvas = Object.assign(document.createElement('canvas'), { width: 160, height: 90 });
  const context = canvas.getContext('2d');
  let turn = 0;
  ticks.run(barePaceMs, () => {
    turn += 1;
    context?.clearRect(0, 0, canvas.width, canvas.height);
    context?.fillRect(turn % canvas.width, 0, 10, canvas.height);
  });
  return canvas.captureStream().getTracks();
}

/** Resolves when the server has it all. */
export async function finishBare(): Promise<void> {
  const recorder = bare;
  if (recorder === null) throw new Error('nothing is recorded');
  const body = await new Promise<Blob>((resolve) => {
    recorder.addEventListener('dataavailable', ({ data }) => resolve(data), { once: true });
    recorder.stop();
  });
  await fetch('/bare', { method: 'PUT', body });
}
