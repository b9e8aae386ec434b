import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { routes, type Room, type Seat } from '@parley/contract';
import { Settings } from '../src/config/settings';
import { createApp } from '../src/create-app';
import { PageInMeeting } from '../src/meetings/testing/page-in-meeting';
import { LiftedRates } from '../src/realtime/testing/lifted-rates';
import { Agent } from '../src/testing/agent';
import { Pair, sdp, type End } from './pair';

/** As many as the server lets into one meeting by default. */
const pagesPerMeeting = 8;
const origin = 'http://parley.test';

/** The whole API with a database of its own. */
export async function serveOurs(): Promise<{ url: string; close: () => Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-relay-bench-'));
  const app = await createApp({
    settings: Settings.from({
      PORT: '0',
      PUBLIC_URL: origin,
      DATA_DIR: dataDir,
      LOG_LEVEL: 'warn',
    }),
    webRoot: join(dataDir, 'no-web-app'),
    realtime: { rates: new LiftedRates() },
  });
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  const close = async () => {
    await app.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { url: `http://127.0.0.1:${port}`, close };
}

/** Full meetings, their participants two by two. */
export async function openOurPairs(url: string, count: number): Promise<Pair[]> {
  const owner = new Agent(url, origin);
  await post(owner, routes.createAccount.path, {
    name: 'Bench',
    email: 'bench@parley.test',
    password: 'correct horse battery staple',
  });
  const pairs: Pair[] = [];
  let pages: PageInMeeting[] = [];
  while (pairs.length < count) {
    if (pages.length < 2) pages = await fillMeeting(url, owner);
    const [left, right] = pages.splice(0, 2);
    if (left && right) pairs.push(new Pair([endOf(left, right), endOf(right, left)]));
  }
  return pairs;
}

async function fillMeeting(url: string, owner: Agent): Promise<PageInMeeting[]> {
  const room = await post<Room>(owner, routes.createRoom.path, { name: 'Bench' });
  const pages: PageInMeeting[] = [];
  for (let index = 0; index < pagesPerMeeting; index += 1) {
    const path = routes.askForAdmission.path.replace(':roomId', room.id);
    const seat = await post<Seat>(new Agent(url, origin), path, { name: `Guest ${index}` });
    const page = await PageInMeeting.open(url, seat);
    await page.enter();
    pages.push(page);
  }
  return pages;
}

function endOf(page: PageInMeeting, other: PageInMeeting): End {
  return {
    socket: page.socket,
    heard: 'signaling:signal-sent',
    send: async (sequence) => {
      // What is kept for tests would only cost memory here.
      page.signals.length = 0;
      await page.socket.emitWithAck('signaling:send-signal', {
        to: other.id,
        toPageId: other.pageId,
        sequence,
        signal: { description: { type: 'offer', sdp } },
      });
    },
  };
}

async function post<T>(agent: Agent, path: string, body: unknown): Promise<T> {
  const reply = await agent.post(path, body);
  if (reply.status !== 200) throw new Error(`${path}: ${reply.status} ${reply.text}`);
  return reply.json<T>();
}
