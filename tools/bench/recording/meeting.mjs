import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from '../figures.mjs';
import { makeRoom, startBrowser, startProduct } from '../product.mjs';
import { hostPage, join as joinMeeting } from '../people.mjs';
import { download, finished, probed } from './library.mjs';

const seconds = 60;
/** Lower right of the two by two grid at 1280 × 720: the fourth participant, who flashes and beeps. */
const flashingTile = 'crop=300:160:800:450';
const samplesPerSecond = 100;

/** In a page, before its scripts: camera and microphone that flash and beep together with every second of the clock, or stay dark and silent. */
export function pretendDevices(flashes) {
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
  const picture = canvas.getContext('2d');
  const paint = () => {
    const isOn = flashes && Date.now() % 1_000 < 200;
    picture.fillStyle = isOn ? '#fff' : '#000';
    picture.fillRect(0, 0, 640, 480);
    requestAnimationFrame(paint);
  };
  const sound = () => {
    const context = new AudioContext();
    const tone = new OscillatorNode(context, { frequency: 1000 });
    const volume = new GainNode(context, { gain: 0 });
    const out = new MediaStreamAudioDestinationNode(context);
    tone.connect(volume).connect(out);
    tone.start();
    // Half a second ahead, on the clock of the sound: a busy page is late with its timers.
    const beep = () => {
      const intoSecond = Date.now() % 1_000;
      const start = context.currentTime + (1_000 - intoSecond) / 1_000;
      volume.gain.setValueAtTime(0.5, start).setValueAtTime(0, start + 0.2);
      setTimeout(beep, 1_500 - intoSecond);
    };
    if (flashes) beep();
    return out.stream.getAudioTracks()[0];
  };
  let voice;
  paint();
  navigator.mediaDevices.getUserMedia = async ({ audio, video }) => {
    if (audio) voice ??= sound();
    return new MediaStream([
      ...(audio ? [voice.clone()] : []),
      ...(video ? canvas.captureStream(25).getVideoTracks() : []),
    ]);
  };
}

const decoded = (file, ...args) =>
  execFileSync('ffmpeg', ['-v', 'error', '-i', file, ...args, '-'], { maxBuffer: 1 << 30 });

/** Moments in ms at which a series of levels rises over a share of its highest, at most once in half a second. */
function rises(levels, share) {
  const threshold = Math.max(...levels) * share;
  const moments = [];
  levels.forEach((level, index) => {
    const moment = (index * 1_000) / samplesPerSecond;
    if (level <= threshold || (levels[index - 1] ?? 0) > threshold) return;
    if (moment - (moments.at(-1) ?? -Infinity) >= 500) moments.push(moment);
  });
  return moments;
}

/** Raw sound has no times of its own: what is missing in the file is filled with silence, so that the rest stays in its place. */
const inPlace = 'aresample=8000:async=1:min_hard_comp=0.01:first_pts=0';

/** When it beeps, in ms of the file. */
export function beepsOf(file) {
  const bytes = decoded(file, '-af', inPlace, '-ac', '1', '-f', 's16le');
  const wave = new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length >> 1);
  const window = 8_000 / samplesPerSecond;
  const loudness = Array.from({ length: Math.floor(wave.length / window) }, (_, index) =>
    Math.max(...wave.subarray(index * window, (index + 1) * window).map(Math.abs)),
  );
  // Two who beep together are louder than one.
  return rises(loudness, 0.25);
}

/** Picture minus sound, in ms, for every flash that has a beep near. */
function offsets(file) {
  const filter = `${flashingTile},scale=1:1,format=gray,fps=${samplesPerSecond}`;
  const light = [...decoded(file, '-vf', filter, '-f', 'rawvideo')];
  const beeps = beepsOf(file);
  return rises(light, 0.5).flatMap((flash) => {
    const beep = beeps.find((moment) => Math.abs(moment - flash) < 400);
    return beep === undefined ? [] : [flash - beep];
  });
}

async function recordingOf(url, cookie) {
  const answer = await fetch(`${url}/api/recordings`, { headers: { cookie } });
  return (await answer.json()).items[0];
}

async function recordFourPeople(product, browser, folder) {
  const { cookie, link } = await makeRoom(product.url);
  const host = await hostPage(browser, product.url, cookie, {
    script: pretendDevices,
    argument: false,
  });
  await joinMeeting(host, link, 'Host');
  for (const name of ['Ann', 'Bob', 'Cid']) {
    const context = await browser.newContext();
    await context.addInitScript(pretendDevices, name === 'Cid');
    await joinMeeting(await context.newPage(), link, name);
  }
  await host.getByRole('button', { name: 'Start recording' }).click();
  await host.waitForFunction(
    () => performance.getEntriesByName('parley:recording-started').length > 0,
  );
  await host.waitForTimeout(seconds * 1_000);
  const stopped = performance.now();
  await host.getByRole('button', { name: 'Stop recording' }).click();
  const { id } = await recordingOf(product.url, cookie);
  const recording = await finished({ url: product.url, cookie, id });
  const readyMs = performance.now() - stopped;
  const file = join(folder, 'recording.webm');
  await download(product.url, cookie, id, file);
  console.log(probed(file));
  console.log(`stop to ready ${Math.round(readyMs)} ms, status ${recording.status}`);
  const found = offsets(file);
  const worst = found.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
  console.log(
    `picture minus sound: median ${median(found)} ms, largest ${worst} ms, ${found.length} flashes`,
  );
  await Promise.all(browser.contexts().map((context) => context.close()));
}

/** A minute of four participants as ffprobe sees it, and how far picture and sound are apart. */
export async function benchMeeting() {
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-recording-'));
  const [product, browser] = [await startProduct(), await startBrowser()];
  try {
    await recordFourPeople(product, browser, folder);
  } finally {
    await browser.close();
    await product.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
