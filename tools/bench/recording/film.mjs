import { execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';

const filmSeconds = 6;

/** Some seconds of VP9 and Opus with about the bitrate of the usual quality, small, so that they are soon made: their path. */
export function makeFilm(folder) {
  const file = join(folder, 'film.webm');
  const picture = ['-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=25,noise=alls=60:allf=t'];
  const sound = ['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000'];
  const video = ['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8', '-b:v', '2500k'];
  const rest = ['-g', '125', '-c:a', 'libopus', '-t', String(filmSeconds), file];
  execFileSync('ffmpeg', [
    '-nostdin',
    '-v',
    'error',
    '-y',
    ...picture,
    ...sound,
    ...video,
    ...rest,
  ]);
  return file;
}

/** The film again and again as one stream of unknown length, cut without regard to what is inside. */
export async function* slicesOf(film, minutes, sliceBytes) {
  const times = (minutes * 60) / filmSeconds;
  const loop = ['-stream_loop', String(times - 1), '-i', film, '-c', 'copy'];
  const args = ['-nostdin', '-v', 'error', ...loop, '-f', 'webm', '-live', '1', 'pipe:1'];
  const ffmpeg = spawn('ffmpeg', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let held = [];
  let heldBytes = 0;
  for await (const piece of ffmpeg.stdout) {
    held.push(piece);
    heldBytes += piece.length;
    if (heldBytes < sliceBytes) continue;
    yield Buffer.concat(held);
    held = [];
    heldBytes = 0;
  }
  if (heldBytes > 0) yield Buffer.concat(held);
}
