import { layoutScene } from './layout';
import { RecordedFile, toneLevel } from './recorded-file';
import { expect, longestGap, test } from './recording-test';
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
const size = { width: 1280, height: 720 };
const rate = 8_000;
/** Two such tones are far apart: one that sounds measures about 0.28, one that does not under 0.001. */
const heard = 0.1;
const unheard = 0.01;

test('four people, one leaving and one sharing a screen, end up in one file', async ({
  helpers,
}) => {
  const recorded = await helpers.evaluate(
    async (lab, { people, screen }) => {
      const actors = people.map((look) => lab.createActor(look));
      const tiles = actors.map(({ tile }) => tile);
      const recording = await lab.startRecording('together', { tiles });
      await lab.pass(2500);
      actors[3]?.leave();
      const shared = lab.createActor(screen);
      recording.recorder.setScene({ tiles: [...tiles.slice(0, 3), shared.tile] });
      await lab.pass(2500);
      return { ...(await lab.finish(recording)), ...recording };
    },
    { people, screen },
  );
  expect(recorded.errors).toEqual([]);
  expect(recorded.progress.at(-1)).toMatchObject({
    keptSlices: recorded.sliceCount,
    acknowledgedSlices: recorded.sliceCount,
  });
  using file = new RecordedFile(recorded.file);
  expect(file.streams().map(({ codec_name: codec }) => codec)).toEqual(['vp8', 'opus']);
  expect(file.size()).toEqual(size);
  for (const stream of ['v:0', 'a:0'] as const) {
    const times = file.packetTimes(stream);
    expect(times[0]).toBeLessThan(0.3);
    expect(times.at(-1)).toBeGreaterThan(4);
    expect(times.at(-1)).toBeLessThan(5.5);
    expect(longestGap(times)).toBeLessThan(0.5);
  }
  expectColours(file, 1.5, people);
  expectColours(file, 4, [...people.slice(0, 3), screen]);
  const samples = file.samples(rate);
  const [before, after] = [
    samples.subarray(rate, 2 * rate),
    samples.subarray(3.4 * rate, 4 * rate),
  ];
  people.forEach(({ toneHz }) => expect(toneLevel(before, rate, toneHz)).toBeGreaterThan(heard));
  expect(toneLevel(before, rate, screen.toneHz)).toBeLessThan(unheard);
  people
    .slice(0, 3)
    .forEach(({ toneHz }) => expect(toneLevel(after, rate, toneHz)).toBeGreaterThan(heard));
  expect(toneLevel(after, rate, 1700)).toBeLessThan(unheard);
  expect(toneLevel(after, rate, screen.toneHz)).toBeGreaterThan(heard);
});

test('a muted voice is left out, and a new camera takes the place of the old one', async ({
  helpers,
}) => {
  const recorded = await helpers.evaluate(async (lab) => {
    const ada = lab.createActor({ id: 'Ada', colour: '#c00000', toneHz: 400 });
    const other = lab.createActor({ id: 'Ada', colour: '#0000d0', toneHz: 700 });
    const recording = await lab.startRecording('muted', { tiles: [ada.tile] });
    await lab.pass(1500);
    const video = other.tile.video;
    recording.recorder.setScene({ tiles: [{ ...ada.tile, video, isMuted: true }] });
    await lab.pass(1500);
    recording.recorder.setScene({ tiles: [{ ...ada.tile, video: null }] });
    await lab.pass(1500);
    return { ...(await lab.finish(recording)), errors: recording.errors };
  });
  expect(recorded.errors).toEqual([]);
  using file = new RecordedFile(recorded.file);
  const samples = file.samples(rate);
  const levels = [0.6, 2.1, 3.6].map((at) =>
    toneLevel(samples.subarray(at * rate, (at + 0.6) * rate), rate, 400),
  );
  expect(levels[0]).toBeGreaterThan(heard);
  expect(levels[1]).toBeLessThan(unheard);
  expect(levels[2]).toBeGreaterThan(heard);
  const corner = { x: 200, y: 100, width: 100, height: 100 };
  const strongest = [0.8, 2.4].map((at) => {
    const [red = 0, , blue = 0] = file.colourAt(at, corner);
    return red > blue + 60 ? 'red' : blue > red + 60 ? 'blue' : 'neither';
  });
  expect(strongest).toEqual(['red', 'blue']);
  const [red = 255, green = 255, blue = 255] = file.colourAt(3.8, corner);
  expect(Math.max(red, green, blue)).toBeLessThan(70);
});

test('the picture for the library is a small JPEG of what is recorded', async ({ helpers }) => {
  const picture = await helpers.evaluate(async (lab) => {
    const ada = lab.createActor({ id: 'Ada', colour: '#c00000', toneHz: 400 });
    const recording = await lab.startRecording('picture', { tiles: [ada.tile] });
    await lab.pass(1000);
    await lab.finish(recording);
    const blob = await recording.recorder.thumbnail();
    const bitmap = await createImageBitmap(blob);
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    context?.drawImage(bitmap, 0, 0);
    const pixel = [...(context?.getImageData(100, 60, 1, 1).data ?? [])];
    return { type: blob.type, bytes: blob.size, width: bitmap.width, pixel };
  });
  expect(picture).toMatchObject({ type: 'image/jpeg', width: 640 });
  expect(picture.bytes).toBeLessThan(512 * 1024);
  const [red = 0, green = 255, blue = 255] = picture.pixel;
  expect(red - Math.max(green, blue)).toBeGreaterThan(100);
});

test('a server that is away for a while costs nothing', async ({ helpers }) => {
  const recorded = await helpers.evaluate(async (lab) => {
    const ada = lab.createActor({ id: 'Ada', colour: '#c00000', toneHz: 400 });
    const recording = await lab.startRecording('away', { tiles: [ada.tile] });
    await lab.pass(1200);
    recording.server.isDown = true;
    await lab.pass(3000);
    const kept = recording.progress.at(-1);
    recording.server.isDown = false;
    await lab.pass(500);
    return { ...(await lab.finish(recording)), errors: recording.errors, kept };
  });
  expect(recorded.errors).toEqual([]);
  expect(recorded.kept?.keptSlices).toBeGreaterThan(recorded.kept?.acknowledgedSlices ?? NaN);
  using file = new RecordedFile(recorded.file);
  expect(file.packetTimes('a:0').at(-1)).toBeGreaterThan(4.2);
  expect(longestGap(file.packetTimes('a:0'))).toBeLessThan(0.5);
});

test('no slice stays in memory once it is kept', async ({ helpers, libraryPage }) => {
  const watched = await helpers.evaluateHandle(async (lab) => {
    const slices: WeakRef<Blob>[] = [];
    const ada = lab.createActor({ id: 'Ada', colour: '#c00000', toneHz: 400 });
    const recorder = lab.watchedRecorder(slices);
    const recording = await lab.startRecording('memory', { tiles: [ada.tile] }, recorder);
    await lab.pass(5500);
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

test('what is not WebM is not kept, and is told', async ({ helpers }) => {
  const { errors, sliceCount } = await helpers.evaluate(async (lab) => {
    const recording = await lab.startRecording('mp4', { tiles: [] }, lab.mp4Recorder);
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
    const seen = file.colourAt(seconds, middleOf(box));
    [1, 3, 5].forEach((at, channel) => {
      const difference = Number.parseInt(painted.slice(at, at + 2), 16) - (seen[channel] ?? NaN);
      expect(Math.abs(difference), `${tile.id} at ${seconds} s is ${seen.join()}`).toBeLessThan(60);
    });
  }
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
