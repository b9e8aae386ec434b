import { beepTimes, flashTimes, longestGap, median, offsetsMs } from './testing/flash-and-beep';
import { RecordedFile } from './testing/recorded-file';
import { expect, inTab, test, type Lab } from './testing/recording-test';

/** Within the large tile of every layout here, at 640 × 360. */
const largeTile = { x: 200, y: 100, width: 60, height: 60 };
const cameraMiddle = { x: 100, y: 100, width: 60, height: 60 };
const titleWhenSettled = 'to be hidden';

test('a changed device, a shared screen, a pause and a hidden tab move nothing', async ({
  tabs,
  libraryServer,
}) => {
  const tab = await tabs.openTab(libraryServer.url);
  const recording = inTab(tab, recordThroughChanges, titleWhenSettled);
  await inTab(tab, (lab, title) => lab.until(() => document.title === title), titleWhenSettled);
  await tabs.openTab('about:blank');
  const { files, began, beats, errors, recordedMs, stallMs } = await recording;
  expect(errors).toEqual([]);

  using mixed = new RecordedFile(files.mixed);
  const beeps = beepTimes(mixed);
  const apart = offsetsMs(flashTimes(mixed, largeTile), beeps);
  const gaps = (['v:0', 'a:0'] as const).map((stream) => longestGap(mixed.packetTimes(stream)));
  using voice = new RecordedFile(files.voice);
  using camera = new RecordedFile(files.camera);
  // Against the mixed file, as the zip puts them: each track where it began on the shared clock.
  const inMixed = (moments: readonly number[], trackBegan: number): readonly number[] =>
    moments
      .map((at) => at + (trackBegan - began.mixed) / 1000)
      .filter((at) => at < (beats.pausedMs - began.mixed) / 1000);
  const voiceOff = offsetsMs(inMixed(beepTimes(voice), began.voice), beeps);
  const cameraOff = offsetsMs(inMixed(flashTimes(camera, cameraMiddle), began.camera), beeps);
  const trackGaps = [longestGap(voice.packetTimes('a:0')), longestGap(camera.packetTimes('v:0'))];
  console.log(JSON.stringify({ apart, gaps, voiceOff, cameraOff, trackGaps, stallMs }));

  const frameMs = 1000 / 15;
  const spareMs = 100 + frameMs + stallMs;
  expect(apart.length).toBeGreaterThanOrEqual(6);
  expect(Math.abs(median(apart.slice(0, 3))), 'at the start').toBeLessThan(spareMs);
  expect(Math.abs(median(apart.slice(-3))), 'at the end').toBeLessThan(spareMs);
  for (const gap of [...gaps, ...trackGaps]) {
    expect(gap).toBeLessThan(0.5 + stallMs / 1000);
  }
  expect(Math.abs(median(voiceOff)), 'the voice alone').toBeLessThan(spareMs);
  expect(Math.abs(median(cameraOff)), 'the camera alone').toBeLessThan(spareMs);
  const soundMs = 1000 * (mixed.packetTimes('a:0').at(-1) ?? NaN);
  expect(Math.abs(soundMs - recordedMs), 'the clock stops in a pause').toBeLessThan(300 + stallMs);
  expect(recordedMs).toBeLessThan(beats.endedMs - began.mixed - 1000);
});

async function recordThroughChanges(lab: Lab, titleWhenSettled: string) {
  const look = { colour: '#101010', toneHz: 1000, isSteady: false };
  const [ann, later] = [
    lab.createActor({ id: 'Ann', ...look }),
    lab.createActor({ id: 'B', ...look }),
  ];
  const guest = lab.createActor({ id: 'Guest', colour: '#000080', toneHz: 0 });
  const screen = lab.createActor({
    id: 'screen',
    kind: 'screen_share',
    colour: '#400040',
    toneHz: 0,
  });
  const voice = await lab.startTrack('voice', 'audio', ann.tile.audio);
  const camera = await lab.startTrack('camera', 'video', ann.tile.video);
  const scene = { tiles: [ann.tile], speakingId: 'Ann' };
  const mixed = await lab.startRecording('mixed', scene, { quality: 'small', picture: 'speaker' });
  const stall = lab.watchStalls();
  const stopBeat = lab.beat([ann, later]);
  await lab.pass(2600);
  document.title = titleWhenSettled;
  await lab.until(() => document.visibilityState === 'hidden');

  const newDevice = { ...ann.tile, video: later.tile.video, audio: later.tile.audio };
  ann.leave();
  voice.recorder.replaceTrack(later.tile.audio);
  camera.recorder.replaceTrack(later.tile.video);
  mixed.recorder.setScene({ tiles: [newDevice], speakingId: 'Ann' });
  await lab.pass(1200);
  mixed.recorder.setScene({ tiles: [newDevice, guest.tile, screen.tile], speakingId: 'Ann' });
  await lab.pass(1200);
  mixed.recorder.setScene({ tiles: [newDevice, screen.tile], speakingId: 'Ann' });
  await lab.pass(600);
  const pausedMs = lab.pageClock.nowMs();
  mixed.recorder.pause();
  await lab.pass(1300);
  mixed.recorder.resume();
  await lab.pass(3200);
  const endedMs = lab.pageClock.nowMs();
  const times = stopBeat();
  const { recordedMs } = mixed.recorder;
  const files = {
    mixed: (await lab.finish(mixed)).file,
    voice: (await lab.finish(voice)).file,
    camera: (await lab.finish(camera)).file,
  };
  const errors = [...mixed.errors, ...voice.errors, ...camera.errors];
  const began = {
    mixed: await mixed.recorder.began,
    voice: voice.startedAtMs,
    camera: camera.startedAtMs,
  };
  return {
    files,
    began,
    beats: { times, pausedMs, endedMs },
    errors,
    recordedMs,
    stallMs: stall(),
  };
}
