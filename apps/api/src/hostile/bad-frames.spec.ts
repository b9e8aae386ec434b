import { randomUUID } from 'node:crypto';
import { type ClientEvent, clientEvents, type ClientEventName, type Room } from '@parley/contract';
import { PageInMeeting } from '../meetings/testing/page-in-meeting';
import { samplePayloads } from '../meetings/testing/sample-payloads';
import { badFrames, badHandshakes } from './testing/bad-frames';
import { badCandidates, badDescriptions } from './testing/bad-signals';
import { mutationsOf, type Named, wrongWholes } from './testing/bad-values';
import { Canary, p99 } from './testing/canary';
import { tryTokens } from './testing/failed-tokens';
import { RawSocket } from './testing/raw-socket';
import { report } from './testing/report';
import { Sling } from './testing/slings';
import { StormedServer } from './testing/stormed-server';

/** A whole server is built, started and stormed on machines that do other things at the same time. */
jest.setTimeout(120_000);

const names = Object.keys(clientEvents) as ClientEventName[];
const quietCount = 100;
/** As in bad-requests.spec.ts. */
const leftOverMiB = 150;
/** Entering writes there who is in, which is no harm. */
const ownTables = ['seats'];
/** Entering takes one of its bucket. */
const takenByEntering = 2;
const failedTokens = 2_000;
/** Real time on a machine that does other things at the same time; who is held up by hashing waits far longer. */
const soonMs = 1_000;

/** Every payload of an event that the contract refuses: a new event is covered by itself. */
function badPayloadsOf(name: ClientEventName): unknown[] {
  const id = randomUUID();
  const ids = { pageId: id, other: id, otherPageId: id, waiting: id, share: id, recording: id };
  const { payload }: ClientEvent = clientEvents[name];
  const all: Named<unknown>[] = [...wrongWholes, ...mutationsOf(samplePayloads(ids)[name])];
  return all
    .map(([, value]) => value)
    .filter((value) => !payload.safeParse(JSON.parse(JSON.stringify(value))).success);
}

describe('frames that nobody should send', () => {
  let server: StormedServer;
  let canary: Canary;
  let room: Room;
  let before: { pid: number; hash: string; memoryMiB: number; p99Ms: number };
  let witness: PageInMeeting;
  const beside: number[] = [];
  let count = 0;

  beforeAll(async () => {
    server = await StormedServer.start();
    room = server.room;
    canary = await Canary.in(server, await server.newRoom());
    canary.start();
    const p99Ms = p99(await canary.readingsOf(quietCount));
    witness = await server.join(room, 'Witness');
    before = { pid: server.process.pid, hash: '', memoryMiB: await server.memoryMiB(), p99Ms };
  });
  afterAll(() => server.remove());

  it('get a refusal for every payload that the contract does not know, whatever the event', async () => {
    const seat = await server.seat(room, 'Ada', server.administrator);
    before = { ...before, hash: await server.stateHash(...ownTables) };
    const waiting = new Map(names.map((name) => [name, badPayloadsOf(name)]));
    const faults: string[] = [];
    while ([...waiting.values()].some((payloads) => payloads.length > 0)) {
      // A fresh page has fresh buckets: the rates stay as they are, and nothing is answered by them alone.
      const page = await PageInMeeting.open(server.url, seat);
      await page.enter();
      for (const [name, payloads] of waiting) {
        const burst = clientEvents[name].rate.burst - takenByEntering;
        const now = payloads.splice(0, Math.max(1, burst));
        const results = await Promise.all(now.map((payload) => page.sendAnything(name, payload)));
        count += results.length;
        for (const [index, result] of results.entries())
          if (result.ok || result.error.code !== 'invalid' || lengthOf(result) > 1_024)
            faults.push(
              `${name} ${JSON.stringify(now[index])?.slice(0, 80)}: ${JSON.stringify(result)}`,
            );
      }
      page.close();
      await page.gone;
    }
    expect(faults).toEqual([]);
    expect(await server.stateHash(...ownTables)).toBe(before.hash);
    expect(new Set(witness.types())).toEqual(
      new Set(['meetings:participant-joined', 'meetings:connection-changed']),
    );
  });

  it.each(badFrames)('do no harm with %s, without a seat', async (_what, frames) => {
    const socket = await RawSocket.open(server.url);
    for (const frame of frames) socket.send(frame);
    count += frames.length;
    socket.send('42["meetings:set-hand",{"isHandRaised":true}]');
    // Whoever is not in and sends events is closed, whatever came before.
    await socket.closed;
    expect(socket.received.filter((text) => text.startsWith('42'))).toEqual([]);
  });

  it.each(badFrames)('do no harm with %s, with a seat', async (_what, frames) => {
    const { token } = await server.seat(room, 'Mallory', server.administrator);
    const socket = await RawSocket.seated(server.url, token);
    for (const frame of frames) socket.send(frame);
    count += frames.length;
    const seen = witness.happened.length;
    await witness.catchUp();
    expect(witness.happened.slice(seen).map(({ happening }) => happening.type)).toEqual([]);
    socket.close();
    await socket.closed;
  });

  it.each(badHandshakes)('open nothing by %s', async (query) => {
    count += 1;
    const sling = new Sling(server.url, { origin: server.url });
    const path = `/socket.io/?${query}`;
    const [hit] = await sling.throwAll([{ what: query, method: 'GET', path }]);
    sling.close();
    expect(hit?.status).toBe(400);
    expect(hit?.text.length).toBeLessThan(200);
  });

  it('are no way to hold anybody up by failed tokens: thousands are refused while others talk', async () => {
    beside.push(...(await canary.readings()));
    const answers = await tryTokens(server, failedTokens);
    count += failedTokens;
    const during = await canary.readings();
    report(
      `${failedTokens} failed tokens: p99 of another room ${p99(during).toFixed(1)} ms beside`,
    );
    beside.push(...during);
    expect(answers).toEqual({ 'cookie 401': 1_800, 'seat seat-gone': 200 });
    expect(p99(during)).toBeLessThan(soonMs);
  });

  it('carry descriptions and candidates to the one they are for, as they are, or nowhere', async () => {
    const [sender, receiver] = [await server.join(room, 'Sam'), await server.join(room, 'Rita')];
    const signals = [
      ...badDescriptions.map(([, sdp]) => ({ description: { type: 'offer' as const, sdp } })),
      ...badCandidates.map(([, candidate]) => ({
        candidate: { candidate, sdpMid: '0', sdpMLineIndex: 0, usernameFragment: null },
      })),
    ];
    const delivered: unknown[] = [];
    for (const [index, signal] of signals.entries()) {
      const to = { to: receiver.id, toPageId: receiver.pageId, sequence: index + 1 };
      const result = await sender.send('signaling:send-signal', { ...to, signal });
      count += 1;
      if (result.ok) delivered.push(signal);
      else expect(result.error.code).toBe('invalid');
    }
    await receiver.catchUp();
    await witness.catchUp();
    expect(receiver.signals.map(({ from }) => from)).toEqual(delivered.map(() => sender.id));
    expect(delivered.length).toBeGreaterThan(signals.length / 2);
    expect(delivered.length).toBeLessThan(signals.length);
    expect(witness.signals).toEqual([]);
    for (const page of [sender, receiver]) page.close();
  });

  it('leave the same process, its memory, and another room undisturbed', async () => {
    const during = [...beside, ...(await canary.readings())];
    const lost = await canary.stop();
    const after = { pid: server.process.pid, memoryMiB: await server.memoryMiB() };
    report(
      `bad frames: ${count} cases, process ${before.pid} before and ${after.pid} after, ` +
        `${before.memoryMiB.toFixed(0)} then ${after.memoryMiB.toFixed(0)} MiB, p99 of another room ` +
        `${before.p99Ms.toFixed(1)} ms quiet, ${p99(during).toFixed(1)} ms beside (${(p99(during) / before.p99Ms).toFixed(1)}×, n ${during.length})`,
    );
    expect(count).toBeGreaterThan(2_000);
    expect(after.pid).toBe(before.pid);
    expect(after.memoryMiB - before.memoryMiB).toBeLessThan(leftOverMiB);
    expect(lost).toEqual([]);
    expect(server.process.output).not.toMatch(/"level":[56]0/);
  });
});

function lengthOf(result: unknown): number {
  return JSON.stringify(result).length;
}
