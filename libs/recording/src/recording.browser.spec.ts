import { layoutScene } from './layout';
import { RecordedFile, toneLevel, type ColourAt } from './testing/recorded-file';
import { longestGap } from './testing/flash-and-beep';
import { expect, test } from './testing/recording-test';
import type { Box, SceneTile } from './scene';

const people = [
  { id: 'Ada', colour: '#c00000', toneHz: 400 },
  { id: 'Bo', colour: '#00a000', toneHz: 700 },
  { id: 'Cy', colour: '#0000d0', toneHz: 1100 },
  { id: 'Di', colour: '#b0b000', toneHz: 1700 },
];
const screen = {
  id: 'screen',
  kind: 'screen_share',
  colour: '#c000c0',
  toneHz: 2500,
  width: 640,
  height: 360,
} as const;
/** The small quality: other work on the machine leaves little for the encoder. */
const size = { width: 640, height: 360 };
const rate = 8_000;
/** Far from both: a tone that sounds measures about 0.28, one that does not under 0.001. */
const heard = 0.05;

test('four people, one leaving and one sharing a screen, end up in one file', async ({
  helpers,
}) => {
  const recorded = await helpers.evaluate(
    async (lab, { people, screen }) => {
      const actors = people.map((look) => lab.createActor(look));
      const tiles = actors.map(({ tile }) => tile);
      const stall = lab.watchStalls();
      const recording = await lab.startRecording('together', { tiles }, { quality: 'small' });
      await lab.pass(1600);
      const changedAt = recording.recorder.recordedMs / 1000;
      actors[3]?.leave();
      const shared = lab.createActor(screen);
      recording.recorder.setScene({ tiles: [...tiles.slice(0, 3), shared.tile] });
      await lab.until(async () => {
        const [red = 0, , blue = 0] = await lab.shownAt(recording, 0.4, 0.3);
        return red > 100 && blue > 100;
      });
      await lab.pass(1500);
      return { ...(await lab.finish(recording)), ...recording, changedAt, stallMs: stall() };
    },
    { people, screen },
  );
  expect(recorded.errors).toEqual([]);
  expect(recorded.progress.at(-1)).toMatchObject({
    keptSlices: recorded.sliceCount,
    acknowledgedSlices: recorded.sliceCount,
  });
  using file = new RecordedFile(recorded.file);
  expect(new Set(file.streams().map(({ codec_name }) => codec_name))).toEqual(
    new Set(['vp9', 'opus']),
  );
  expect(file.size()).toEqual(size);
  const durationSeconds = (recorded.progress.at(-1)?.recordedMs ?? NaN) / 1000;
  for (const stream of ['v:0', 'a:0'] as const) {
    const times = file.packetTimes(stream);
    expect(times[0]).toBeLessThan(0.3);
    expect(Math.abs(durationSeconds - (times.at(-1) ?? NaN))).toBeLessThan(1);
    expect(longestGap(times)).toBeLessThan(0.5 + recorded.stallMs / 1000);
  }
  expectColours(file, recorded.changedAt - 0.2, people);
  expectColours(file, durationSeconds, [...people.slice(0, 3), screen]);
  const tones = [...people, screen].map(({ toneHz }) => toneHz);
  // In a row: a stall of the machine leaves a gap, which is measured above.
  const turns = toneTurns(file.samples(rate, 'in a row'), tones);
  const together = turns.filter((heard) => heard.includes('1111'));
  expect([together, turns.at(-1)]).toEqual([['11110'], '11101']);
});

test('a muted voice is left out, and a new camera takes the place of the old one', async ({
  helpers,
}) => {
  const recorded = await helpers.evaluate(async (lab) => {
    const ada = lab.createActor({ id: 'Ada', colour: '#c00000', toneHz: 400 });
    const other = lab.createActor({ id: 'Ada', colour: '#0000d0', toneHz: 700 });
    const recording = await lab.startRecording(
      'muted',
      { tiles: [ada.tile] },
      { quality: 'small' },
    );
    const scenes = [
      { ...ada.tile, video: other.tile.video, isMuted: true },
      { ...ada.tile, video: null },
    ];
    await lab.until(async () => ((await lab.shownAt(recording, 0.2, 0.2))[0] ?? 0) > 100);
    for (const tile of scenes) {
      await lab.pass(1200);
      recording.recorder.setScene({ tiles: [tile] });
      // Before the new one shows anything.
      ada.tile.video?.stop();
    }
    await lab.pass(1200);
    return { ...(await lab.finish(recording)), errors: recording.errors };
  });
  expect(recorded.errors).toEqual([]);
  using file = new RecordedFile(recorded.file);
  const sound = toneTurns(file.samples(rate), [400]);
  expect(sound.slice(sound.indexOf('1'))).toEqual(['1', '0', '1']);
  const colours = file.colours({ x: 100, y: 60, width: 60, height: 60 }).map(nameOf);
  const turns = colours.filter((colour, index) => colour !== colours[index - 1]);
  expect(turns.slice(turns.indexOf('red'))).toEqual(['red', 'blue', 'dark']);
});

test('a camera that ends a moment before the next one shows leaves no hole, and one that stays away does', async ({
  helpers,
}) => {
  const recorded = await helpers.evaluate(async (lab) => {
    const ada = lab.createActor({ id: 'Ada', colour: '#c00000', toneHz: 400 });
    const other = lab.createActor({ id: 'Ada', colour: '#0000d0', toneHz: 700 });
    const options = { quality: 'small' } as const;
    const recording = await lab.startRecording('hole', { tiles: [ada.tile] }, options);
    await lab.until(async () => ((await lab.shownAt(recording, 0.2, 0.2))[0] ?? 0) > 100);
    ada.tile.video?.stop();
    await lab.pass(400);
    recording.recorder.setScene({ tiles: [{ ...ada.tile, video: other.tile.video }] });
    await lab.pass(1200);
    other.tile.video?.stop();
    await lab.pass(2000);
    return lab.finish(recording);
  });
  using file = new RecordedFile(recorded.file);
  const colours = file.colours({ x: 100, y: 60, width: 60, height: 60 }).map(nameOf);
  const turns = colours.filter((colour, index) => colour !== colours[index - 1]);
  expect(turns.slice(turns.indexOf('red'))).toEqual(['red', 'blue', 'dark']);
});

test('on a machine without sound the picture alone is recorded, and this is said', async ({
  helpers,
}) => {
  const recorded = await helpers.evaluate(async (lab) => {
    const ada = lab.createActor({ id: 'Ada', colour: '#c00000', toneHz: 400 });
    // As Firefox does where there is no sound device.
    AudioContext.prototype.resume = () => new Promise(() => undefined);
    const recording = await lab.startRecording('soundless', { tiles: [ada.tile] });
    await lab.until(() => (recording.progress.at(-1)?.keptSlices ?? 0) >= 2);
    return { ...(await lab.finish(recording)), errors: recording.errors };
  });
  expect(recorded.errors).toEqual(['RecordingError: The audio context did not start.']);
  using file = new RecordedFile(recorded.file);
  expect(file.streams().map(({ codec_name: codec }) => codec)).toEqual(['vp9']);
});

test('the picture for the library is a small JPEG of what is recorded', async ({ helpers }) => {
  const picture = await helpers.evaluate(async (lab) => {
    const ada = lab.createActor({ id: 'Ada', colour: '#c00000', toneHz: 400 });
    const recording = await lab.startRecording('picture', { tiles: [ada.tile] });
    await lab.until(async () => ((await lab.shownAt(recording, 0.2, 0.2))[0] ?? 0) > 100);
    await lab.finish(recording);
    const blob = await recording.recorder.thumbnail();
    const { width, height } = await createImageBitmap(blob);
    const colour = await lab.shownAt(recording, 0.2, 0.2);
    return { type: blob.type, bytes: blob.size, width, height, colour };
  });
  expect(picture).toMatchObject({ type: 'image/jpeg', width: 640, height: 360 });
  expect(picture.bytes).toBeLessThan(512 * 1024);
  const [red = 0, green = 255, blue = 255] = picture.colour;
  expect(red - Math.max(green, blue)).toBeGreaterThan(100);
});

test('a recording that is stopped in a pause ends with what came before it', async ({
  helpers,
}) => {
  const recorded = await helpers.evaluate(async (lab) => {
    const ada = lab.createActor({ id: 'Ada', colour: '#c00000', toneHz: 400 });
    const recording = await lab.startRecording('in a pause', { tiles: [ada.tile] });
    await lab.pass(1500);
    recording.recorder.pause();
    await lab.pass(1000);
    const finished = await lab.finish(recording);
    return { ...finished, seconds: recording.recorder.recordedMs / 1000, errors: recording.errors };
  });
  expect(recorded.errors).toEqual([]);
  using file = new RecordedFile(recorded.file);
  for (const stream of ['v:0', 'a:0'] as const) {
    const end = file.packetTimes(stream).at(-1) ?? NaN;
    expect(Math.abs(recorded.seconds - end)).toBeLessThan(0.5);
  }
});

test('a server that is away for a while costs nothing', async ({ helpers }) => {
  const recorded = await helpers.evaluate(async (lab) => {
    const ada = lab.createActor({ id: 'Ada', colour: '#c00000', toneHz: 400 });
    const recording = await lab.startRecording('away', { tiles: [ada.tile] });
    await lab.pass(700);
    recording.server.isDown = true;
    await lab.pass(2000);
    const kept = recording.progress.at(-1);
    recording.server.isDown = false;
    await lab.pass(500);
    return { ...(await lab.finish(recording)), errors: recording.errors, kept };
  });
  expect(recorded.errors).toEqual([]);
  expect(recorded.kept?.keptSlices).toBeGreaterThan(recorded.kept?.acknowledgedSlices ?? NaN);
  using file = new RecordedFile(recorded.file);
  expect(file.packetTimes('a:0').at(-1)).toBeGreaterThan(2.6);
  expect(longestGap(file.packetTimes('a:0'))).toBeLessThan(0.5);
});

test('no slice stays in memory once it is kept', async ({ helpers, libraryPage }) => {
  const watched = await helpers.evaluateHandle(async (lab) => {
    const slices: WeakRef<Blob>[] = [];
    const ada = lab.createActor({ id: 'Ada', colour: '#c00000', toneHz: 400 });
    const recordStream = lab.watchedRecorder(slices);
    const recording = await lab.startRecording('memory', { tiles: [ada.tile] }, { recordStream });
    await lab.until(() => slices.length >= 4);
    await recording.keeper.settled();
    return { slices, recording };
  });
  const session = await libraryPage.context().newCDPSession(libraryPage);
  await session.send('HeapProfiler.collectGarbage');
  const { given, alive } = await watched.evaluate(({ slices }) => ({
    given: slices.length,
    alive: slices.filter((slice) => slice.deref() !== undefined).length,
  }));
  expect(given).toBeGreaterThanOrEqual(4);
  expect(alive).toBeLessThanOrEqual(1);
});

test('a track whose first picture is seconds late still starts as a file does', async ({
  helpers,
}) => {
  const recorded = await helpers.evaluate(async (lab) => {
    const options = { recordStream: lab.lateRecorder(2_500) };
    const track = await lab.startTrack('late', 'video', null, options);
    await lab.until(() => track.server.slices.length >= 2);
    const [first] = track.server.slices;
    return {
      ...(await lab.finish(track)),
      first: [...(first ?? [])].slice(0, 4),
      errors: track.errors,
    };
  });
  expect(recorded.errors).toEqual([]);
  expect(recorded.first).toEqual([0x1a, 0x45, 0xdf, 0xa3]);
  using file = new RecordedFile(recorded.file);
  // A file without its beginning has none that can be read; how many there are in two slices is the machine's.
  expect(file.packetTimes('v:0').length).toBeGreaterThan(1);
});

test('what is not WebM is not kept, and is told', async ({ helpers }) => {
  const { errors, sliceCount } = await helpers.evaluate(async (lab) => {
    const recordStream = lab.mp4Recorder;
    const recording = await lab.startRecording('mp4', { tiles: [] }, { recordStream });
    const { sliceCount } = await recording.recorder.stop();
    await recording.keeper.forget();
    return { errors: recording.errors, sliceCount };
  });
  expect(errors).toEqual(['RecordingError: Recorded video/mp4 instead of WebM.']);
  expect(sliceCount).toBe(0);
});

function expectColours(
  file: RecordedFile,
  seconds: number,
  looks: readonly { id: string; kind?: SceneTile['kind']; colour: string }[],
): void {
  const tiles = looks.map(({ id, kind = 'camera' }): SceneTile => {
    return { id, kind, name: id, video: null, audio: null, isMuted: false };
  });
  for (const { tile, box } of layoutScene(tiles, size)) {
    const painted = looks.find(({ id }) => id === tile.id)?.colour ?? '';
    const seen = file.colours(middleOf(box)).findLast(({ at }) => at <= seconds);
    const parts = [seen?.red, seen?.green, seen?.blue];
    [1, 3, 5].forEach((at, channel) => {
      const difference = Number.parseInt(painted.slice(at, at + 2), 16) - (parts[channel] ?? NaN);
      expect(Math.abs(difference), `${tile.id} shows ${parts.join()}`).toBeLessThan(60);
    });
  }
}

/** Which tones are heard, a 1 or 0 for each, at every change; parts with a change inside are left out. */
function toneTurns(samples: Float32Array, tonesHz: readonly number[]): readonly string[] {
  const length = rate / 5;
  const parts = Array.from({ length: Math.floor(samples.length / length) }, (_, index) => {
    const part = samples.subarray(index * length, (index + 1) * length);
    return tonesHz.map((toneHz) => (toneLevel(part, rate, toneHz) > heard ? '1' : '0')).join('');
  });
  const steady = parts.filter((part, index) => index > 0 && part === parts[index - 1]);
  return steady.filter((part, index) => part !== steady[index - 1]);
}

function nameOf({ red, green, blue }: ColourAt): string {
  if (Math.max(red, green, blue) < 70) {
    return 'dark';
  }
  return red > blue ? 'red' : 'blue';
}

/** Clear of the name, the rounded corners and the actors' moving corner. */
function middleOf(box: Box): Box {
  return {
    x: Math.round(box.x + box.width / 4),
    y: Math.round(box.y + box.height / 4),
    width: Math.round(box.width / 2),
    height: Math.round(box.height / 4),
  };
}
