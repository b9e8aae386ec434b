import { createWriteStream, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { root } from '../lib/run.mjs';
import { StandstillWatch } from './standstill.mjs';

const library = join(root, 'libs/recording');
/** Minutes after which the heap is looked at. */
const heapMarks = [1, 5, 10, 20, 30, 40, 50, 60];
/** Longer recordings are made small. */
const usualMinutes = 10;
const unrecordedSeconds = 30;
/** Inside Ann's tile, whatever else is shown, as a part of width and height. */
const flashing = { x: 0.3, y: 0.3, width: 0.1, height: 0.15 };
const ticksPerSecond = 100;

async function bundle(input, platform, dir) {
  const build = await rolldown({ input, platform, tsconfig: join(library, 'tsconfig.json') });
  const names = platform === 'node' ? '[name].mjs' : '[name].js';
  const { output } = await build.write({ format: 'esm', dir, entryFileNames: names });
  await build.close();
  return new Map(output.map((chunk) => [`/${chunk.fileName}`, chunk.code]));
}

/** Serves the page and appends the slices it sends to one file. */
async function serve(folder) {
  const input = {
    library: join(library, 'src/index.ts'),
    lab: join(library, 'src/testing/long-lab.ts'),
  };
  const files = await bundle(input, 'browser', join(folder, 'page'));
  const path = join(folder, 'recording.webm');
  const barePath = join(folder, 'bare.webm');
  const server = createServer(async (request, response) => {
    const code = files.get(request.url);
    if (request.method === 'PUT') {
      const to = request.url === '/bare' ? barePath : path;
      await pipeline(request, createWriteStream(to, { flags: 'a' }));
      response.end();
    } else {
      response.setHeader('content-type', code ? 'text/javascript' : 'text/html; charset=utf-8');
      response.end(code ?? '<!doctype html><title>long</title>');
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${server.address().port}/`;
  return { url, path, barePath, close: () => server.close() };
}

/** Memory of a process in MB, with its part of what it shares with others; 0 where it is over. */
function megabytesOf(pid) {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1');
    return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0) / 1_000;
  } catch {
    return 0;
  }
}

/** A process and all that came from it, with the CPU seconds of each. */
function familyOf(pid) {
  const all = readdirSync('/proc').flatMap((name) => {
    try {
      const [, ...words] = readFileSync(`/proc/${Number(name)}/stat`, 'latin1').split(') ');
      const [, parent, ...rest] = words.join(') ').split(' ');
      const cpu = (Number(rest[9]) + Number(rest[10])) / ticksPerSecond;
      return [{ pid: Number(name), parent: Number(parent), cpu }];
    } catch {
      return []; // Not a process, or over meanwhile.
    }
  });
  const family = new Set([pid]);
  for (let size = 0; size !== family.size;) {
    size = family.size;
    for (const one of all) if (family.has(one.parent)) family.add(one.pid);
  }
  return all.filter((one) => family.has(one.pid));
}

const cpuOf = (pid) => familyOf(pid).reduce((sum, one) => sum + one.cpu, 0);

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function coresOver(pid, work) {
  const before = { cpu: cpuOf(pid), at: performance.now() };
  await work();
  return (cpuOf(pid) - before.cpu) / ((performance.now() - before.at) / 1_000);
}

async function tellHeap(tab, pid, minute) {
  await tab.send('HeapProfiler.collectGarbage', {});
  const heap = await tab.send('Runtime.getHeapUsage', {});
  const bytes = heap.usedSize + (heap.embedderHeapUsedSize ?? 0) + (heap.backingStorageSize ?? 0);
  const memory = familyOf(pid).reduce((sum, one) => sum + megabytesOf(one.pid), 0);
  console.log(
    `after ${minute} min: heap ${(bytes / 1e6).toFixed(1)} MB, whole browser ${memory.toFixed(0)} MB`,
  );
}

/** Records, the tab hidden every other half minute. */
async function record(tab, other, pid, minutes) {
  for (let half = 1; half <= 2 * minutes; half += 1) {
    await (half % 2 === 0 ? other : tab).show();
    await wait(30_000);
    if (half % 2 === 0 && heapMarks.includes(half / 2)) await tellHeap(tab, pid, half / 2);
  }
}

function tellFile(tools, { path, barePath }) {
  const { RecordedFile, beepTimes, flashTimes, longestGap, median, offsetsMs } = tools;
  const file = new RecordedFile({ path });
  const bare = new RecordedFile({ path: barePath });
  const { width, height } = file.size();
  const box = {
    x: Math.round(flashing.x * width),
    y: Math.round(flashing.y * height),
    width: Math.round(flashing.width * width),
    height: Math.round(flashing.height * height),
  };
  const [pictures, sounds] = [file.packetTimes('v:0'), file.packetTimes('a:0')];
  const apart = offsetsMs(flashTimes(file, box), beepTimes(file));
  console.log(
    `${file.streams().map((stream) => stream.codec_name)} ${width}×${height}, ${sounds.at(-1).toFixed(1)} s, ` +
      `${(pictures.length / pictures.at(-1)).toFixed(1)} frames a second`,
  );
  console.log(
    `picture minus sound: ${median(apart.slice(0, 10)).toFixed(0)} ms at the start, ` +
      `${median(apart.slice(-10)).toFixed(0)} ms at the end, ${apart.length} flashes`,
  );
  const gap = (times) => {
    const seconds = longestGap(times);
    const at = times.find((time, index) => time - times[index - 1] === seconds);
    return `${(seconds * 1_000).toFixed(0)} ms (until ${at.toFixed(1)} s)`;
  };
  console.log(
    `longest gap: ${gap(pictures)} in the picture, ${gap(sounds)} in the sound; ` +
      `${gap(bare.packetTimes('v:0'))} and ${gap(bare.packetTimes('a:0'))} in a bare recording of a bare picture and tone beside it`,
  );
}

/**
 * Some minutes of four people who come, go and share, recorded in a tab that is hidden half of the time: heap, processor
 * against the same meeting unrecorded, and in the file the offset of sound and picture and the longest gap.
 *
 * @param count minutes; over ten the recording is small.
 */
export async function benchLong({ count: minutes = usualMinutes } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-long-'));
  const input = { tools: join(library, 'bench/long-bench.ts') };
  await bundle(input, 'node', folder);
  const tools = await import(pathToFileURL(join(folder, 'tools.mjs')).href);
  const [server, browser] = [await serve(folder), await tools.TabBrowser.launch()];
  try {
    const tab = await browser.openTab(server.url);
    const other = await browser.openTab(server.url);
    const inLab = (call, where = tab) =>
      where.evaluate(`import('/lab.js').then((lab) => lab.${call})`);
    await inLab('meet()');
    const unrecorded = await coresOver(browser.pid, () => wait(unrecordedSeconds * 1_000));
    await inLab(`record('${minutes > usualMinutes ? 'small' : 'usual'}')`);
    await inLab('recordBare()', other);
    const standstill = new StandstillWatch();
    const recorded = await coresOver(browser.pid, () => record(tab, other, browser.pid, minutes));
    console.log(standstill.tell());
    await standstill.end();
    console.log(`cores: ${unrecorded.toFixed(2)} unrecorded, ${recorded.toFixed(2)} recorded`);
    await inLab('finish()');
    await inLab('finishBare()', other);
    tellFile(tools, server);
  } finally {
    await browser.close();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
