import { createHash, randomInt, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecordingTrack, Room, Seat, SliceReceipt } from '@parley/contract';
import { PageInMeeting } from '../../meetings/testing/page-in-meeting';
import { type Agent } from '../../testing/agent';
import { cut, makeWebm } from '../testing/make-webm';
import { Recorder } from '../testing/recorder';
import { ServerProcess } from '../testing/server-process';

/** More with KILLS=200, for the bench. */
const kills = Math.ceil(Number(process.env['KILLS'] ?? 20) / 5);
const slicesPerRound = 12;

/** The promise of security.md X01 for what is recorded beside a meeting: a track, and a copy recorded along. */
describe('a server that is killed while tracks arrive', () => {
  let server: ServerProcess;
  let owner: Agent;
  let recordingId: string;
  let tracks: Recorder[];
  let slices: Uint8Array[];
  beforeAll(async () => {
    server = await ServerProcess.build();
    const webm = await makeWebm(20, 0, 'audio');
    slices = cut(webm, Math.ceil(webm.length / (kills * slicesPerRound)));
    await server.start();
    owner = server.agent();
    ({ recordingId, tracks } = await openTracks(server, owner));
  }, 60_000);
  afterAll(() => server.remove());

  const killSoon = (withinMs: number) =>
    new Promise<void>((resolve, reject) => {
      setTimeout(() => void server.kill().then(resolve, reject), randomInt(withinMs));
    });
  const mediaOf = ({ id }: Recorder) =>
    readFile(join(server.dataDir, 'recordings', 'arriving', `${id}.media`));
  /** Sends from there until the connection dies; answers with how many are safe. */
  const sendOn = async (track: Recorder, from: number, until: number): Promise<number> => {
    for (let index = from; index < until; index++) {
      const reply = await track.put(index, slices[index] ?? new Uint8Array()).catch(() => null);
      if (!reply) return index;
      expect(reply.status).toBe(200);
    }
    return until;
  };

  it(
    `keeps every byte of two tracks through ${kills} kills, and makes both files`,
    async () => {
      const whole = Buffer.concat(slices);
      const safe = tracks.map(() => 0);
      for (let round = 0; round < kills; round++) {
        const until = Math.min(slices.length - 1, (round + 1) * slicesPerRound);
        const sent = tracks.map((track, index) => sendOn(track, safe[index] ?? 0, until));
        await killSoon(60);
        const acknowledged = await Promise.all(sent);
        await server.start();
        for (const [index, track] of tracks.entries()) {
          const receipt = (await track.receipt()).json<SliceReceipt>();
          expect(receipt.acknowledged).toBeGreaterThanOrEqual(acknowledged[index] ?? Infinity);
          // Empty where the server died before the first slice.
          const kept = receipt.acknowledged === 0 ? Buffer.alloc(0) : await mediaOf(track);
          expect(kept.length).toBe(receipt.sizeBytes);
          expect(hashOf(kept)).toBe(hashOf(whole.subarray(0, kept.length)));
          safe[index] = receipt.acknowledged;
        }
      }
      for (const [index, track] of tracks.entries())
        expect(await sendOn(track, safe[index] ?? 0, slices.length)).toBe(slices.length);
      const finished = tracks.map((track) => track.finish(slices.length).catch(() => null));
      await killSoon(20);
      await Promise.all(finished);
      await server.start();
      for (const track of tracks) await track.finish(slices.length);
      const listed = await untilReady(owner, recordingId);
      expect(listed).toHaveLength(tracks.length);
      for (const { durationMs } of listed)
        expect(Math.abs((durationMs ?? 0) - 20_000)).toBeLessThan(100);
    },
    kills * 30_000,
  );
});

async function openTracks(server: ServerProcess, owner: Agent) {
  const person = { name: 'Ann', email: 'ann@parley.test', password: 'long enough for this' };
  await owner.post('/api/accounts', person);
  const room = (await owner.post('/api/rooms', { name: 'Weekly' })).json<Room>();
  const admission = await owner.post(`/api/rooms/${room.id}/admissions`, { name: 'Ann' });
  const page = await PageInMeeting.open(server.url, admission.json<Seat>(), randomUUID());
  await page.enter();
  const plan = { withTracks: true };
  const { recordingId } = await page.ask('recordings:start-recording', { plan });
  const { nowMs } = await page.ask('recordings:read-clock', {});
  await page.ask('recordings:began', { recordingId, startedAtMs: nowMs });
  const tracks: Recorder[] = [];
  for (const source of ['microphone', 'screen_share_audio'] as const) {
    const order = { recordingId, source, startedAtMs: nowMs, clockErrorMs: 1 };
    const { trackId, ticket } = await page.ask('recordings:open-track', order);
    tracks.push(new Recorder(() => server.agent(), trackId, ticket));
  }
  page.close();
  return { recordingId, tracks };
}

/** Asks until the server is done; the test's own time limit ends it. */
async function untilReady(owner: Agent, recordingId: string): Promise<RecordingTrack[]> {
  for (;;) {
    const reply = await owner.get(`/api/recordings/${recordingId}/tracks`);
    const tracks = reply.json<RecordingTrack[]>();
    if (tracks.every(({ status }) => status === 'ready')) return tracks;
    const stuck = tracks.find(({ status }) => status === 'failed' || status === 'recovered');
    if (stuck) throw new Error(reply.text);
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
