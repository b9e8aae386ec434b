import { beepTimes, flashTimes, longestGap, median, offsetsMs } from './testing/flash-and-beep';
import { RecordedFile } from './testing/recorded-file';
import type { TakenPause } from './take';
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
  const { files, began, pauses, endedMs, errors, recordedMs, stallMs } = await recording;
  expect(errors).toEqual([]);

  using mixed = new RecordedFile(files.mixed);
  const beeps = beepTimes(mixed);
  const apart = offsetsMs(flashTimes(mixed, largeTile), beeps);
  const gaps = (['v:0', 'a:0'] as const).map((stream) => longestGap(mixed.packetTimes(stream)));
  using voice = new RecordedFile(files.voice);
  using camera = new RecordedFile(files.camera);
  // Against the mixed file, as the server lays them: where each was recorded on the shared clock, by the told pauses.
  const [mixedLine, voiceLine, cameraLine] = [
    { beganMs: began.mixed, pauses: pauses.mixed },
    { beganMs: began.voice, pauses: pauses.voice },
    { beganMs: began.camera, pauses: [] },
  ];
  const voiceOff = offsetsMs(inMixed(beepTimes(voice), voiceLine, mixedLine), beeps);
  const cameraOff = offsetsMs(
    inMixed(flashTimes(camera, cameraMiddle), cameraLine, mixedLine),
    beeps,
  );
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
  for (const [name, off] of Object.entries({ voiceOff, cameraOff })) {
    expect(off.length, name).toBeGreaterThanOrEqual(6);
    expect(Math.abs(median(off.slice(0, 3))), `${name} at the start`).toBeLessThan(spareMs);
    expect(Math.abs(median(off.slice(-2))), `${name} after the pause`).toBeLessThan(spareMs);
  }
  const soundMs = 1000 * (mixed.packetTimes('a:0').at(-1) ?? NaN);
  expect(Math.abs(soundMs - recordedMs), 'the clock stops in a pause').toBeLessThan(300 + stallMs);
  expect(recordedMs).toBeLessThan(endedMs - began.mixed - 1000);
});

interface Line {
  readonly beganMs: number;
  readonly pauses: readonly TakenPause[];
}

/** Where moments of a track's file lie in the mixed one, in seconds; without those of the mixed file's pauses. */
function inMixed(moments: readonly number[], track: Line, mixed: Line): readonly number[] {
  return moments.flatMap((at) => {
    let atMs = track.beganMs + at * 1000;
    for (const { fromMs, toMs } of track.pauses) if (fromMs <= atMs) atMs += toMs - fromMs;
    if (mixed.pauses.some(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs)) return [];
    const past = mixed.pauses.filter(({ toMs }) => toMs <= atMs);
    const pausedMs = past.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
    return [(atMs - mixed.beganMs - pausedMs) / 1000];
  });
}

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
  const beat = lab.beat([ann, later]);
  // A stalled machine beats late, so that no time is long enough; the rest of a second lets the last one out.
  const beats = async (count: number): Promise<void> => {
    const enough = beat.count + count;
    await lab.until(() => beat.count >= enough);
    await lab.pass(600);
  };
  await beats(3);
  document.title = titleWhenSettled;
  await lab.until(() => document.visibilityState === 'hidden');

  const newDevice = { ...ann.tile, video: later.tile.video, audio: later.tile.audio };
  ann.leave();
  voice.recorder.replaceTrack(later.tile.audio);
  camera.recorder.replaceTrack(later.tile.video);
  mixed.recorder.setScene({ tiles: [newDevice], speakingId: 'Ann' });
  await beats(1);
  mixed.recorder.setScene({ tiles: [newDevice, guest.tile, screen.tile], speakingId: 'Ann' });
  await beats(1);
  mixed.recorder.setScene({ tiles: [newDevice, screen.tile], speakingId: 'Ann' });
  await lab.pass(600);
  mixed.recorder.pause();
  // Another device hears of it late, and soon of the end; a third one not at all.
  await lab.pass(400);
  voice.recorder.pause();
  await lab.pass(900);
  mixed.recorder.resume();
  await lab.pass(100);
  voice.recorder.resume();
  await beats(4);
  const endedMs = lab.pageClock.nowMs();
  beat.stop();
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
  const pauses = { mixed: mixed.recorder.pauses, voice: voice.recorder.pauses };
  return {
    files,
    began,
    pauses,
    endedMs,
    errors,
    recordedMs,
    stallMs: stall(),
  };
}
