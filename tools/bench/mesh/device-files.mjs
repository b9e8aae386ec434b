import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { must, root } from '../../lib/run.mjs';

const filmSeconds = 3;
/**
 * Somebody in front of a wall, more or less: a still background full of detail, a textured patch that sways once per loop,
 * and the grain of a camera over all of it, so that no encoder gets away with repeating the last frame.
 */
const picture = [
  'mandelbrot=s=1280x720:r=30,trim=end_frame=1,loop=loop=-1:size=1,setpts=N/30/TB[wall]',
  'mandelbrot=s=420x560:r=30:start_scale=0.4:end_scale=0.2:end_pts=90[face]',
  `[wall][face]overlay=x='430+80*sin(2*PI*t/${filmSeconds})':y='120+15*sin(4*PI*t/${filmSeconds})':shortest=1,noise=alls=5:allf=t`,
].join(';');

const turnSeconds = 8;
/** A voice, more or less, of which two syllables come in a second: eleven harmonics of 140 Hz. */
const harmonics = Array.from({ length: 11 }, (_, index) => index + 1);
const tones = harmonics.map((times) => `sin(2*PI*${140 * times}*t)/${times}`).join('+');
/** In a meeting of four each speaks for a quarter of the time, and no room is ever quite still. */
const voice = `0.12*abs(sin(2*PI*t))*(${tones})*lt(t,${turnSeconds / 4})+0.003*(random(0)-0.5)`;

/** What a camera gives. */
export const usualFps = 30;

/** Makes a file once; resolves to where it is. */
async function made(name, options) {
  const file = join(root, 'node_modules', '.cache', 'parley', name);
  if (existsSync(file)) return file;
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = `${file}.part`;
  await must('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-y', ...options, unfinished]);
  renameSync(unfinished, file);
  return file;
}

/** A 720p film for Chromium's fake camera, which plays it for ever at so many frames a second. */
export function cameraFile(fps = usualFps) {
  const film = ['-filter_complex', `${picture},fps=${fps}`, '-frames:v', String(filmSeconds * fps)];
  const format = ['-pix_fmt', 'yuv420p', '-f', 'yuv4mpegpipe'];
  return made(`camera-720p-${fps}.y4m`, [...film, ...format]);
}

/** Somebody who speaks for a quarter of the time, for Chromium's fake microphone, which plays it for ever. */
export function microphoneFile() {
  const sound = `aevalsrc=exprs='${voice}':s=48000:d=${turnSeconds}`;
  return made('microphone.wav', ['-f', 'lavfi', '-i', sound, '-f', 'wav']);
}
