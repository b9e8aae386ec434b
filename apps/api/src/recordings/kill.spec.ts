import { createHash, randomInt, randomUUID } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Recording, Room, Seat, SliceReceipt } from '@parley/contract';
import { PageInMeeting } from '../meetings/testing/page-in-meeting';
import type { Agent } from '../testing/agent';
import { remuxWebm } from './remux';
import { cut, makeWebm } from './testing/make-webm';
import { Recorder } from './testing/recorder';
import { ServerProcess } from './testing/server-process';

/** More with KILLS=200, for the bench. */
const kills = Number(process.env['KILLS'] ?? 20);
const killsWhileFinalising = Math.ceil(kills / 5);
/** Long enough that there is something left to send at every kill. */
const recordingSeconds = 3 * kills;
const sliceBytes = 4_000;

/**
 * The promise of security.md X01 and X08: kill the server at any moment, and not one acknowledged byte is lost, none is
 * there twice, and the recording becomes one file without anybody's help.
 */
describe('a server that is killed again and again', () => {
  let server: ServerProcess;
  let owner: Agent;
  let recorder: Recorder;
  let webm: Uint8Array;
  let slices: Uint8Array[];
  beforeAll(async () => {
    server = await ServerProcess.build();
    webm = await makeWebm(recordingSeconds);
    slices = cut(webm, sliceBytes);
    await server.start();
    owner = server.agent();
    recorder = await startRecording(server, owner);
  }, 60_000);
  afterAll(() => server.remove());

  /** The kill falls wherever the server is by then: reading, writing, syncing or answering. */
  const killSoon = (withinMs: number) =>
    new Promise<void>((resolve, reject) => {
      setTimeout(() => void server.kill().then(resolve, reject), randomInt(withinMs));
    });
  const restart = () => server.start();
  /** What lies on the disk; nothing before the first slice. */
  const media = async () => {
    const folder = join(server.dataDir, 'recordings', 'arriving');
    const name = `${recorder.id}.media`;
    const isThere = (await readdir(folder)).includes(name);
    return isThere ? readFile(join(folder, name)) : Buffer.alloc(0);
  };

  it(
    `keeps every byte it acknowledged through ${kills} kills`,
    async () => {
      let acknowledged = 0;
      /** Sends until the connection dies; returns how many slices were sent at most. */
      const sendOn = async (killAfter = Infinity): Promise<number> => {
        let killing: Promise<void> | null = null;
        for (let index = acknowledged; index < slices.length; index++) {
          if (index - acknowledgedBefore === killAfter) killing = killSoon(15);
          const reply = await recorder
            .put(index, slices[index] ?? new Uint8Array())
            .catch(() => null);
          if (!reply) return killing?.then(() => index + 1) ?? index + 1;
          expect(reply.status).toBe(200);
          acknowledged = reply.json<SliceReceipt>().acknowledged;
          expect(acknowledged).toBe(index + 1);
        }
        return killing?.then(() => slices.length) ?? slices.length;
      };
      let acknowledgedBefore = 0;
      for (let round = 0; round < kills - killsWhileFinalising; round++) {
        acknowledgedBefore = acknowledged;
        const sent = await sendOn(randomInt(12));
        expect(acknowledged).toBeLessThan(slices.length);
        expect((await media()).length).toBeGreaterThanOrEqual(acknowledged * sliceBytes);
        await restart();
        const receipt = (await recorder.receipt()).json<SliceReceipt>();
        expect(receipt.acknowledged).toBeGreaterThanOrEqual(acknowledged);
        expect(receipt.acknowledged).toBeLessThanOrEqual(sent);
        acknowledged = receipt.acknowledged;
        const kept = await media();
        expect(kept.length).toBe(receipt.sizeBytes);
        expect(kept.equals(webm.subarray(0, kept.length))).toBe(true);
      }
      await sendOn();
      expect(acknowledged).toBe(slices.length);
      expect(hashOf(await media())).toBe(hashOf(webm));
    },
    kills * 6_000,
  );

  it(
    `makes one file, though it is killed ${killsWhileFinalising} times while doing so`,
    async () => {
      expect((await recorder.finish(slices.length)).status).toBe(200);
      for (let round = 0; round < killsWhileFinalising; round++) {
        await killSoon(40);
        await restart();
      }
      const recording = await untilReady(owner, recorder.id);
      expect(recording.durationMs).toBeGreaterThan((recordingSeconds - 0.2) * 1_000);
      const folder = (name: string) => readdir(join(server.dataDir, 'recordings', name));
      expect(await folder('finished')).toEqual([`${recorder.id}.webm`]);
      // Deleted right after everybody was told; the test's own time limit ends it.
      for (let left = 1; left > 0;) left = (await folder('arriving')).length;
      const made = await readFile(
        join(server.dataDir, 'recordings', 'finished', `${recorder.id}.webm`),
      );
      expect(made.length).toBe(recording.sizeBytes);
      const [input, output] = [join(server.dataDir, 'all'), join(server.dataDir, 'expected')];
      await writeFile(input, webm);
      await remuxWebm(input, webm.length, output);
      expect(hashOf(made)).toBe(hashOf(await readFile(output)));
    },
    kills * 6_000,
  );
});

async function startRecording(server: ServerProcess, owner: Agent): Promise<Recorder> {
  const person = { name: 'Ann', email: 'ann@parley.test', password: 'long enough for this' };
  await owner.post('/api/accounts', person);
  const room = (await owner.post('/api/rooms', { name: 'Weekly' })).json<Room>();
  const admission = await owner.post(`/api/rooms/${room.id}/admissions`, { name: 'Ann' });
  const page = await PageInMeeting.open(server.url, admission.json<Seat>(), randomUUID());
  await page.enter();
  const { recordingId, ticket } = await page.ask('recordings:start-recording', {});
  page.close();
  return new Recorder(() => server.agent(), recordingId, ticket);
}

/** Asks until the server is done; the test's own time limit ends it. */
async function untilReady(owner: Agent, recordingId: string): Promise<Recording> {
  for (;;) {
    const reply = await owner.get(`/api/recordings/${recordingId}`);
    const recording = reply.json<Recording>();
    if (recording.status === 'ready') return recording;
    if (recording.status !== 'processing') throw new Error(reply.text);
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
