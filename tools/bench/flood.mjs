import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { io } from 'socket.io-client';
import { pinnedNode, root } from '../lib/run.mjs';
import { median } from './figures.mjs';
import { makeRoom, startProduct } from './product.mjs';
import { residentMegabytes } from './recording/memory.mjs';

const rounds = 5;
const windowMs = 4_000;
/** As long without a break, to see whether anything piles up. */
const longWindows = 8;
/** Four people who each send a signal to their neighbour so often: below every rate. */
const people = 4;
const beatMs = 40;

const p99 = (values) =>
  [...values].sort((left, right) => left - right)[Math.ceil(values.length * 0.99) - 1];
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function seatIn(url, link, name) {
  const path = `/api/rooms/${link.split('/').at(-1)}/admissions`;
  const reply = await fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ name }),
  });
  if (!reply.ok) throw new Error(`No seat: ${reply.status} ${await reply.text()}`);
  return reply.json();
}

async function enter(url, link, name) {
  const seat = await seatIn(url, link, name);
  const socket = io(url, {
    auth: { seatToken: seat.token },
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
  });
  await new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  const pageId = randomUUID();
  const publications = {
    microphone: false,
    camera: false,
    screen_share: false,
    screen_share_audio: false,
  };
  await socket.emitWithAck('meetings:enter', { pageId, publications });
  return { id: seat.participantId, pageId, socket, sequence: 0 };
}

/** Everybody signals their neighbour for a while; how long each acknowledgement took. */
async function listen(group) {
  const times = [];
  const underWay = [];
  const beat = async (from, to) => {
    const startedAtMs = performance.now();
    from.sequence += 1;
    const answer = await from.socket.emitWithAck('signaling:send-signal', {
      to: to.id,
      toPageId: to.pageId,
      sequence: from.sequence,
      signal: { description: { type: 'offer', sdp: 'v=0\r\n' } },
    });
    if (!answer.ok) throw new Error(`A quiet room was refused: ${JSON.stringify(answer.error)}`);
    times.push(performance.now() - startedAtMs);
  };
  const timer = setInterval(() => {
    for (const [index, person] of group.entries())
      underWay.push(beat(person, group[(index + 1) % group.length]));
  }, beatMs);
  await pause(windowMs);
  clearInterval(timer);
  await Promise.all(underWay);
  return p99(times);
}

/** The same while somebody in another room floods and comes back as often as they are closed. */
async function listenBesideFlooder(group, url, seat) {
  const args = [join(root, 'tools/bench/flooder.mjs'), url, seat.token, randomUUID()];
  const flooder = spawn(pinnedNode(), args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  flooder.stdout.on('data', (chunk) => (output += chunk));
  const time = await listen(group);
  const gone = once(flooder, 'close');
  flooder.kill('SIGTERM');
  await gone;
  return { time, ...JSON.parse(output) };
}

/** p99 of acknowledgements in a quiet room, with and without a flooder of 20,000 events a second next door. */
export async function benchFlood() {
  const product = await startProduct();
  try {
    const { link } = await makeRoom(product.url);
    const group = [];
    for (let index = 0; index < people; index += 1)
      group.push(await enter(product.url, link, `Guest ${index}`));
    const quiet = [];
    const control = [];
    const flooded = [];
    await listen(group);
    for (let round = 0; round < rounds; round += 1) {
      const { link: otherLink } = await makeRoom(product.url);
      const seat = await seatIn(product.url, otherLink, 'Flo');
      quiet.push(await listen(group));
      flooded.push(await listenBesideFlooder(group, product.url, seat));
      control.push(await listen(group));
    }
    print(quiet, control, flooded);
    await printMemory(group, product);
    for (const { socket } of group) socket.close();
  } finally {
    await product.stop();
  }
}

/** What the server's process has in memory before, during and after half a minute of flood. */
async function printMemory(group, product) {
  const { link } = await makeRoom(product.url);
  const seat = await seatIn(product.url, link, 'Flo');
  const before = residentMegabytes(product.pid);
  let highest = before;
  for (let count = 0; count < longWindows; count += 1) {
    await listenBesideFlooder(group, product.url, seat);
    highest = Math.max(highest, residentMegabytes(product.pid));
  }
  const mib = (value) => `${value.toFixed(0)} MiB`;
  console.log(
    `memory          ${mib(before)} before, ${mib(highest)} at most within ${(longWindows * windowMs) / 1_000} s of flood, ${mib(residentMegabytes(product.pid))} after`,
  );
}

function print(quiet, control, flooded) {
  const ms = (value) => `${value.toFixed(1)} ms`;
  const times = flooded.map(({ time }) => time);
  const range = (values) =>
    `${ms(median(values))} (${ms(Math.min(...values))} to ${ms(Math.max(...values))})`;
  console.log(
    `p99 of a quiet room's acknowledgements, ${rounds} rounds of ${windowMs / 1_000} s, alternating`,
  );
  console.log(`quiet           ${range(quiet)}`);
  console.log(`beside          ${range(times)}`);
  console.log(`quiet again     ${range(control)}`);
  console.log(
    `ratio           ${(median(times) / median(quiet)).toFixed(2)} beside, ${(median(control) / median(quiet)).toFixed(2)} for the control`,
  );
  const allowedMs = 2 * median(quiet) + 20;
  console.log(
    `promise         below ${ms(allowedMs)} (2 × quiet + 20 ms): ${median(times) < allowedMs ? 'kept' : 'BROKEN'}`,
  );
  const sent = flooded.map((round) => Math.round(round.sent / (windowMs / 1_000)));
  const longestMs = Math.max(...flooded.map((round) => round.longestMs));
  const connections = flooded.map((round) => round.connections);
  console.log(
    `flooder         ${Math.round(median(sent))} events/s, came back ${Math.round(median(connections)) - 1} times a round, closed after ${ms(longestMs)} at the latest`,
  );
}
