import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { must, root } from '../../lib/run.mjs';

const seconds = 3;
/**
 * Somebody in front of a wall, more or less: a still background full of detail, a textured patch that sways once per loop,
 * and the grain of a camera over all of it, so that no encoder gets away with repeating the last frame.
 */
const picture = [
  'mandelbrot=s=1280x720:r=30,trim=end_frame=1,loop=loop=-1:size=1,setpts=N/30/TB[wall]',
  'mandelbrot=s=420x560:r=30:start_scale=0.4:end_scale=0.2:end_pts=90[face]',
  `[wall][face]overlay=x='430+80*sin(2*PI*t/${seconds})':y='120+15*sin(4*PI*t/${seconds})':shortest=1,noise=alls=5:allf=t`,
].join(';');

/** What a camera gives. */
export const usualFps = 30;

/** A 720p film for Chromium's fake camera, which plays it for ever at so many frames a second; made once. */
export async function cameraFile(fps = usualFps) {
  const file = join(root, 'node_modules', '.cache', 'parley', `camera-720p-${fps}.y4m`);
  if (existsSync(file)) return file;
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = `${file}.part`;
  const still = ['-hide_banner', '-loglevel', 'error', '-y'];
  const format = ['-frames:v', String(seconds * fps), '-pix_fmt', 'yuv420p', '-f', 'yuv4mpegpipe'];
  await must('ffmpeg', [
    ...still,
    '-filter_complex',
    `${picture},fps=${fps}`,
    ...format,
    unfinished,
  ]);
  renameSync(unfinished, file);
  return file;
}
