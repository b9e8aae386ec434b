import { chromium } from '@playwright/test';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../lib/free-port.mjs';
import { environment, pinnedNode, root } from '../lib/run.mjs';
import { findCommand } from '../lib/set-up.mjs';

async function answering(url, child) {
  while (child.exitCode === null) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`The server ended with ${child.exitCode}`);
}

/**
 * The built product on a data folder of its own: its address, its process, `stop`, and for restarts `kill` and `start`.
 *
 * @param settings environment variables beside the port and the data folder.
 */
export async function startProduct(settings = {}) {
  const dataFolder = mkdtempSync(join(tmpdir(), 'parley-bench-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const own = { PORT: String(port), DATA_DIR: dataFolder, LOG_LEVEL: 'warn' };
  let child;
  const start = async () => {
    child = spawn(pinnedNode(), [join(root, 'dist', 'main.js')], {
      cwd: root,
      env: environment({ ...own, ...settings }),
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    await answering(`${url}/readyz`, child);
  };
  const kill = async () => {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  };
  const stop = async () => {
    await kill();
    rmSync(dataFolder, { recursive: true, force: true });
  };
  await start();
  return {
    ...{ url, dataFolder, start, kill, stop },
    get pid() {
      return child.pid;
    },
  };
}

/**
 * Chromium with fake camera and microphone.
 *
 * @param camera a y4m film that the camera plays instead of the browser's own drawing.
 * @param microphone a WAV that the microphone plays instead of the browser's own beeps.
 */
export function startBrowser(wishes) {
  return chromium.launch(browserOptions(wishes));
}

/** The same for `chromium.launchServer`. `switches` are more of Chromium's own. */
export function browserOptions({ camera, microphone, switches = [] } = {}) {
  return {
    executablePath: findCommand('chromium'),
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
      ...['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream=fps=30'],
      ...['--autoplay-policy=no-user-gesture-required', '--allow-loopback-in-peer-connection'],
      '--disable-features=WebRtcHideLocalIpsWithMdns',
      ...(camera ? [`--use-file-for-fake-video-capture=${camera}`] : []),
      ...(microphone ? [`--use-file-for-fake-audio-capture=${microphone}`] : []),
      ...switches,
    ],
  };
}

/** An account with one open room: the cookie that owns it, and the room's link. */
export async function makeRoom(url) {
  const headers = { 'content-type': 'application/json', origin: url };
  const body = {
    name: 'Bench',
    email: `bench-${randomUUID()}@example.org`,
    password: 'bench bench bench',
  };
  const account = await fetch(`${url}/api/accounts`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  const cookie = account.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const room = await fetch(`${url}/api/rooms`, {
    method: 'POST',
    headers: { ...headers, cookie },
    body: JSON.stringify({ name: 'Bench' }),
  });
  if (!room.ok) throw new Error(`No room: ${room.status} ${await room.text()}`);
  return { cookie, link: (await room.json()).link };
}

/** Opens the door in a page and waits until the camera shows there. */
export async function openDoor(page, link, name) {
  await page.goto(link);
  await page.getByRole('textbox', { name: 'Your name' }).fill(name);
  await page.waitForFunction(() => (document.querySelector('video')?.videoWidth ?? 0) > 0);
}
