import { setTimeout as pass } from 'node:timers/promises';
import { median } from '../figures.mjs';
import { joinAll, openGroup } from './groups.mjs';
import { leadThroughRelay, NarrowRelay } from './narrow-relay.mjs';
import { mediaOf, ratesOf } from './readings.mjs';

const limitKbps = 300;
/** Long enough for bitrates to climb to what the picture is worth. */
const freeMs = 30_000;
const narrowMs = 60_000;
/** Somebody who is not back by then is not coming back. */
const climbLimitMs = 120_000;
const lookEveryMs = 1_000;
/** Back is what looks like before: as high a picture, with nearly as many frames. */
const fluentPart = 0.8;
/** The browser needs some seconds to notice; voice is counted in all of it and in what follows. */
const noticingMs = 10_000;

/** One second after the other of what the receiver gets, until enough is seen or the time is over. */
async function follow(page, durationMs, isEnough = () => false) {
  const seconds = [];
  const startedAt = performance.now();
  let before = await mediaOf(page);
  while (performance.now() - startedAt < durationMs) {
    await pass(lookEveryMs);
    const after = await mediaOf(page);
    const [picture] = ratesOf(before, after, 'pictures');
    const [early, late] = [before.voices[0], after.voices[0]];
    seconds.push({
      atMs: performance.now() - startedAt,
      height: picture?.height ?? 0,
      width: picture?.width ?? 0,
      fps: picture?.fps ?? 0,
      kbps: picture?.kbps ?? 0,
      voice: {
        packets: late.packets - early.packets,
        lost: late.lost - early.lost,
        samples: late.samples - early.samples,
        concealed: late.concealed - early.concealed,
      },
    });
    before = after;
    if (isEnough(seconds)) break;
  }
  return seconds;
}

function voiceOf(seconds) {
  const sum = (key) => seconds.reduce((whole, { voice }) => whole + voice[key], 0);
  const lost = sum('lost') / Math.max(1, sum('lost') + sum('packets'));
  return { lost, concealed: sum('concealed') / Math.max(1, sum('samples')) };
}

const percent = (part) => `${(part * 100).toFixed(1)} %`;
const isStill = ({ fps }) => fps < 0.5;
const sizeOf = (second) => (isStill(second) ? 'no picture' : `${second.width}×${second.height}`);

/** `0 s 1280×720 at 30, 900 kbit/s → 4 s 320×180 at 15, 160 kbit/s`: where the size changes, with what holds until then. */
function stepsOf(seconds) {
  const steps = [];
  for (const second of seconds) {
    if (steps.at(-1)?.size !== sizeOf(second))
      steps.push({ size: sizeOf(second), fromMs: second.atMs, seconds: [] });
    steps.at(-1).seconds.push(second);
  }
  return steps
    .map(({ size, fromMs, seconds: part }) => {
      const of = (key) => median(part.map((second) => second[key])).toFixed(0);
      const flow = size === 'no picture' ? '' : ` at ${of('fps')}, ${of('kbps')} kbit/s`;
      return `${(fromMs / 1_000).toFixed(0)} s ${size}${flow}`;
    })
    .join(' → ');
}

async function measureOnce(kind) {
  const relay = new NarrowRelay();
  // The last one's uplink is narrow, the first one looks at it.
  const prepare = (page, self) => leadThroughRelay(page, relay, self === 1);
  const group = await openGroup(kind, 2, { prepare });
  try {
    await joinAll(group);
    const [receiver] = group.pages;
    const free = await follow(receiver, freeMs);
    relay.setLimit(limitKbps);
    const narrow = await follow(receiver, narrowMs);
    relay.setLimit(Infinity);
    const usual = free.at(-1);
    const least = Math.min(...free.slice(-5).map(({ fps }) => fps)) * fluentPart;
    const isBack = (second) => second.height >= usual.height && second.fps >= least;
    const climb = await follow(receiver, climbLimitMs, (seconds) => isBack(seconds.at(-1)));
    return { free, narrow, climb, backMs: isBack(climb.at(-1)) ? climb.at(-1).atMs : null };
  } finally {
    await group.close();
    relay.close();
  }
}

function describe({ free, narrow, climb, backMs }) {
  const all = voiceOf(narrow);
  const settled = voiceOf(narrow.filter(({ atMs }) => atMs > noticingMs));
  const voice = ({ lost, concealed }) => `${percent(lost)} lost, ${percent(concealed)} concealed`;
  return [
    `  before  ${stepsOf(free.slice(-5))}`,
    `  voice   ${voice(all)}; after ${noticingMs / 1_000} s ${voice(settled)}`,
    `  video   ${stepsOf(narrow)}; still for ${narrow.filter(isStill).length} s`,
    `  climb   ${stepsOf(climb)}`,
    `  back in ${backMs === null ? 'never' : `${(backMs / 1_000).toFixed(0)} s`}`,
  ].join('\n');
}

/** Two people, one of them with an uplink of 300 kbit/s for a minute: what happens to voice and picture, and after it. */
export async function benchUplink({ rounds = 3 } = {}) {
  const measured = [];
  for (let round = 0; round < rounds; round += 1) {
    measured.push(await measureOnce('ours'));
    console.log(`round ${round + 1}\n${describe(measured.at(-1))}`);
  }
  const losses = measured.map(({ narrow }) => voiceOf(narrow).lost);
  const back = measured.map(({ backMs }) => (backMs ?? Infinity) / 1_000);
  console.log(
    `voice lost: median ${percent(median(losses))}, worst ${percent(Math.max(...losses))}; back in median ${median(back).toFixed(0)} s, worst ${Math.max(...back).toFixed(0)} s; n ${rounds}`,
  );
}
