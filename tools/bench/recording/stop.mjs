import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from '../figures.mjs';
import { startProduct } from '../product.mjs';
import { makeFilm, slicesOf } from './film.mjs';
import { boxesOf, download, finished, probed } from './library.mjs';
import { residentMegabytes } from './memory.mjs';
import { openRecording, SliceSender } from './slices.mjs';

const lengths = [1, 60];
const sliceBytes = 1_000_000;

/** Feeds a recording of so many minutes as fast as it is taken, stops it, and asks for its MP4. */
async function stopOnce(product, film, minutes, files) {
  const recording = await openRecording(product.url);
  const sender = new SliceSender(recording.url, recording.ticket);
  for await (const slice of slicesOf(film, minutes, sliceBytes)) await sender.send(slice);
  let memory = residentMegabytes(product.pid);
  const watch = setInterval(() => {
    memory = Math.max(memory, residentMegabytes(product.pid));
  }, 50);
  const stoppedMs = performance.now();
  await sender.finish();
  const { id, cookie } = recording;
  const { status } = await finished({ url: product.url, cookie, id, patienceMs: 300_000 });
  const readyMs = performance.now() - stoppedMs;
  await download(product.url, cookie, id, files.webm);
  const askedMs = performance.now();
  await download(product.url, cookie, id, files.mp4, 'file?format=mp4');
  const mp4Ms = performance.now() - askedMs;
  clearInterval(watch);
  recording.leave();
  sender.close();
  return { status, readyMs, mp4Ms, memory };
}

/** From the stop until the file is there, and from asking until the MP4 is, for a minute and for an hour, with the server's memory meanwhile. */
export async function benchStop({ count: rounds = 3 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-stop-'));
  const product = await startProduct();
  try {
    const film = makeFilm(folder);
    for (const minutes of lengths) {
      const files = { webm: join(folder, 'made.webm'), mp4: join(folder, 'made.mp4') };
      const all = [];
      for (let round = 0; round < rounds; round += 1)
        all.push(await stopOnce(product, film, minutes, files));
      const statuses = [...new Set(all.map(({ status }) => status))].join(', ');
      const memory = Math.max(...all.map((one) => one.memory));
      console.log(
        `${minutes} min: stop to ${statuses} ${spread(all.map(({ readyMs }) => readyMs))}; asking to MP4 ${spread(all.map(({ mp4Ms }) => mp4Ms))}; server's memory at most ${memory.toFixed(0)} MB`,
      );
      console.log(probed(files.webm));
      console.log(`${probed(files.mp4)}; boxes ${boxesOf(files.mp4).join(' ')}`);
    }
  } finally {
    await product.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function spread(times) {
  const all = times.map(Math.round);
  return `median ${median(all)} ms, ${Math.min(...all)} to ${Math.max(...all)}, n ${all.length}`;
}
