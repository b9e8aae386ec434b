import { spawnSync } from 'node:child_process';
import { closeSync, createWriteStream, openSync, readSync, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const settled = ['ready', 'recovered', 'failed'];

/** A recording as its owner sees it. */
export async function readRecording(url, cookie, id) {
  const answer = await fetch(`${url}/api/recordings/${id}`, { headers: { cookie } });
  if (!answer.ok) throw new Error(`No recording: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** Asks until there is a file, or until it takes too long: then whatever it is by then. A server that is away meanwhile is waited for. */
export async function finished({ url, cookie, id, patienceMs = 60_000 }) {
  const giveUpAt = performance.now() + patienceMs;
  for (;;) {
    const recording = await readRecording(url, cookie, id).catch(() => ({ status: 'away' }));
    if (settled.includes(recording.status) || performance.now() > giveUpAt) return recording;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** `what` of a recording: its file, in which format, or its tracks. One that is still being made is waited for. */
export async function download(url, cookie, id, file, what = 'file') {
  const ask = () => fetch(`${url}/api/recordings/${id}/${what}`, { headers: { cookie } });
  let answer = await ask();
  while ([409, 503].includes(answer.status)) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    answer = await ask();
  }
  if (!answer.ok) throw new Error(`No file: ${answer.status} ${await answer.text()}`);
  await pipeline(Readable.fromWeb(answer.body), createWriteStream(file));
}

/** The boxes of an MP4 in their order, outermost only. Source: ISO/IEC 14496-12, 4.2. */
export function boxesOf(file) {
  const { size } = statSync(file);
  const handle = openSync(file, 'r');
  const head = Buffer.alloc(16);
  const boxes = [];
  for (let at = 0; at < size;) {
    readSync(handle, head, 0, head.length, at);
    const short = head.readUInt32BE(0);
    boxes.push(head.toString('latin1', 4, 8));
    at += short === 1 ? Number(head.readBigUInt64BE(8)) : short || size;
  }
  closeSync(handle);
  return boxes;
}

const entries =
  'format=format_name,duration,size:stream=codec_type,codec_name,width,height,nb_read_packets';

/** What ffprobe says of a file, all packets read. Throws where it complains of anything. */
export function probe(file) {
  const args = ['-v', 'error', '-count_packets', '-show_entries', entries, '-of', 'json', file];
  const { stdout, stderr } = spawnSync('ffprobe', args, { encoding: 'utf8' });
  if (stderr !== '') throw new Error(`ffprobe of ${file}: ${stderr}`);
  const { format, streams } = JSON.parse(stdout);
  return { format, streams };
}

/** The same in one line. */
export function probed(file) {
  const { format, streams } = probe(file);
  const lanes = streams.map(({ codec_name, width, height, nb_read_packets }) =>
    [codec_name, width && `${width}x${height}`, `${nb_read_packets} packets`]
      .filter(Boolean)
      .join(' '),
  );
  return `ffprobe: ${format.format_name}, ${format.duration} s, ${format.size} bytes, ${lanes.join(', ')}`;
}
