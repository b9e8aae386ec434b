import { ErrorCode, type RouteName, routes } from '@parley/contract';
import { badRequestsTo, wrongVerbs } from './testing/bad-requests';
import { Canary, p99 } from './testing/canary';
import { Sling, type Hit, throwBytes } from './testing/slings';
import { StormedServer } from './testing/stormed-server';
import { report } from './testing/report';

/** A whole server is built, started and stormed on machines that do other things at the same time. */
jest.setTimeout(120_000);

const names = Object.keys(routes) as RouteName[];
const quietCount = 100;
/** What a storm may leave in the process: what V8 has not given back; bodies of 10 MB alone would be twice as much. */
const leftOverMiB = 300;
/** How a route refuses that a browser is sent to, not a script: back to our own page, with the reason. */
const sentBack = /^See Other\. Redirecting to \/sign-in\?trouble=([a-z-]+)$/;

/** Null where the answer is what it must be: a typed refusal, short, without a word of the inside (security.md §3). */
function faultOf({ what, status, text }: Hit): string | null {
  // A body of 10 MB or a broken head is not waited for: the connection ends.
  if (status === 0) return /10 MB/.test(what) ? null : `${what}: no answer`;
  const complaint = `${what}: ${status} ${text.slice(0, 200)}`;
  const reason = sentBack.exec(text)?.[1];
  if (status === 303 && ErrorCode.safeParse(reason).success) return null;
  if (status < 400 || status > 499) return complaint;
  if (Buffer.byteLength(text) >= 1_024) return `${what}: ${text.length} bytes`;
  if (/\bat .+:\d+:\d+|node_modules|\/src\//.test(text)) return complaint;
  return isRefusal(text) ? null : complaint;
}

function isRefusal(text: string): boolean {
  try {
    const { ok, error } = JSON.parse(text) as { ok: unknown; error: { code: unknown } };
    return ok === false && ErrorCode.safeParse(error.code).success;
  } catch {
    return false;
  }
}

describe('requests that nobody should send', () => {
  let server: StormedServer;
  let canary: Canary;
  let sling: Sling;
  let before: { pid: number; hash: string; memoryMiB: number; p99Ms: number };
  let count = 0;

  beforeAll(async () => {
    server = await StormedServer.start();
    canary = await Canary.in(server, await server.newRoom());
    canary.start();
    const p99Ms = p99(await canary.readingsOf(quietCount));
    before = {
      pid: server.process.pid,
      hash: await server.stateHash(),
      memoryMiB: await server.memoryMiB(),
      p99Ms,
    };
    sling = new Sling(server.url, { origin: server.url, cookie: server.administrator.cookie });
  });
  afterAll(async () => {
    sling.close();
    await server.remove();
  });

  const storm = async (shots: Parameters<Sling['throwAll']>[0]) => {
    const hits = await sling.throwAll(shots);
    count += hits.length;
    return hits.map(faultOf).filter((fault) => fault !== null);
  };

  it.each(names)('get a typed refusal from %s, whatever is wrong with them', async (name) => {
    expect(await storm(badRequestsTo(name, server.room.id))).toEqual([]);
  });

  it('find nothing by a verb that a path does not have, dressed up or not', async () => {
    expect(await storm(wrongVerbs(server.room.id))).toEqual([]);
  });

  it.each<[string, string]>([
    [
      'contradicting lengths',
      'POST /api/rooms HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    [
      'two lengths',
      'POST /api/rooms HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello',
    ],
    ['a negative length', 'POST /api/rooms HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n'],
    [
      'a chunk that lies',
      'POST /api/rooms HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n',
    ],
    ['a head without end', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(70_000)}\r\n\r\n`],
    ['thousands of headers', `GET / HTTP/1.1\r\nHost: x\r\n${'X: y\r\n'.repeat(5_000)}\r\n`],
    ['no host', 'GET / HTTP/1.1\r\n\r\n'],
    ['a zero byte in the head', 'GET / HTTP/1.1\r\nHost: x\0y\r\n\r\n'],
    ['a folded header', 'GET / HTTP/1.1\r\nHost: x\r\n X: y\r\n\r\n'],
    ['an unknown version', 'GET / HTTP/9.9\r\nHost: x\r\n\r\n'],
    ['a greeting of TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n'],
    ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ])('with %s are closed', async (_what, bytes) => {
    count += 1;
    expect(await throwBytes(server.port, bytes)).toMatch(/^HTTP\/1\.1 4\d\d |^closed$/);
  });

  it('are not believed in what they say of where they come from', async () => {
    const headers = {
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
      forwarded: 'host=evil',
    };
    const rooms = await server.administrator.get('/api/rooms', { headers });
    expect(rooms.text).toContain(server.url);
    expect(rooms.text).not.toContain('evil');
  });

  it('leave the same process, the same rows, its memory, and another room undisturbed', async () => {
    const during = await canary.readings();
    const lost = await canary.stop();
    const after = {
      pid: server.process.pid,
      hash: await server.stateHash(),
      memoryMiB: await server.memoryMiB(),
    };
    report(
      `bad requests: ${count} cases, process ${before.pid} before and ${after.pid} after, ` +
        `${before.memoryMiB.toFixed(0)} then ${after.memoryMiB.toFixed(0)} MiB, p99 of another room ` +
        `${before.p99Ms.toFixed(1)} ms quiet, ${p99(during).toFixed(1)} ms beside (${(p99(during) / before.p99Ms).toFixed(1)}×, n ${during.length})`,
    );
    expect(count).toBeGreaterThan(1_500);
    expect([after.pid, after.hash]).toEqual([before.pid, before.hash]);
    expect(after.memoryMiB - before.memoryMiB).toBeLessThan(leftOverMiB);
    expect(lost).toEqual([]);
    expect(server.process.output).not.toMatch(/"level":[56]0/);
  });
});
