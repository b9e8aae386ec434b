import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Room, Seat } from '@parley/contract';
import { PageInMeeting } from '../meetings/testing/page-in-meeting';
import { ServerProcess } from '../recordings/testing/server-process';
import type { Agent } from '../testing/agent';

jest.setTimeout(120_000);

/** Words that nobody but who types them may ever see again. */
const canaries = {
  'the password of an account': 'canary-account-7Qx2mZ',
  'a wrong password': 'canary-wrong-9Lp4vB',
  'the password of a room': 'canary-room-3Kd8sW',
  'a wrong room password': 'canary-guess-5Tn1yF',
  'the secret shared with the relay': 'canary-turn-secret-6Hj0cR',
};

/** Somebody who works with passwords everywhere they can be typed, and keeps every byte that comes back. */
class Typist {
  readonly answers: string[] = [];
  readonly tokens = new Map<string, string>();

  constructor(private readonly server: ServerProcess) {}

  async works(): Promise<void> {
    const owner = this.server.agent();
    const setupToken = /#setup=([\w-]{43})/.exec(this.server.output)?.[1] ?? '';
    const email = 'ada@parley.test';
    const password = canaries['the password of an account'];
    await this.post(owner, '/api/accounts', { name: 'Ada', email, password, setupToken });
    await this.post(owner, '/api/sessions', { email, password });
    await this.post(owner, '/api/sessions', { email, password: canaries['a wrong password'] });
    // In places where no password belongs, they are not told back either.
    await this.post(owner, '/api/sessions', { email: password, password: [password] });
    await this.post(owner, '/api/rooms', { name: 1, [password]: password, password: { password } });
    await this.get(owner, `/api/rooms?password=${password}`);
    const text = await this.post(owner, '/api/rooms', {
      name: 'Room',
      password: canaries['the password of a room'],
    });
    await this.meets(owner, JSON.parse(text) as Room);
    this.tokens.set('session', /parley_session=([\w-]{43})/.exec(owner.cookie)?.[1] ?? '');
    this.tokens.set('setup link', setupToken);
  }

  private async meets(owner: Agent, { id }: Room): Promise<void> {
    const guest = this.server.agent();
    const path = `/api/rooms/${id}/admissions`;
    await this.get(guest, `/api/rooms/${id}/door`);
    const wrong = canaries['a wrong room password'];
    await this.post(guest, path, { name: 'Gus', password: wrong });
    const right = canaries['the password of a room'];
    for (const [agent, name] of [
      [owner, 'Ada'],
      [guest, 'Gus'],
    ] as const) {
      const seat = JSON.parse(await this.post(agent, path, { name, password: right })) as Seat;
      this.tokens.set(`seat of ${name}`, seat.token);
      const page = await PageInMeeting.open(this.server.url, seat);
      page.socket.onAny((...frame: unknown[]) => this.answers.push(JSON.stringify(frame)));
      this.answers.push(JSON.stringify(await page.enter()));
      const odd = await page.sendAnything('chat:send-message', { password: wrong, text: [right] });
      this.answers.push(JSON.stringify(odd));
      page.close();
      await page.gone;
    }
    this.tokens.set('device', /parley_device=([\w-]{43})/.exec(guest.cookie)?.[1] ?? '');
  }

  private async post(agent: Agent, path: string, body: unknown): Promise<string> {
    return this.keep(await agent.post(path, body));
  }

  private async get(agent: Agent, path: string): Promise<string> {
    return this.keep(await agent.get(path));
  }

  private keep({ headers, text }: { headers: unknown; text: string }): string {
    this.answers.push(JSON.stringify(headers), text);
    return text;
  }
}

/** The word as it could be stored, too: as it is, in UTF-16, hexadecimal or base64. */
function formsOf(word: string): Buffer[] {
  const bytes = Buffer.from(word);
  return [
    bytes,
    Buffer.from(word, 'utf16le'),
    Buffer.from(bytes.toString('hex')),
    Buffer.from(bytes.toString('base64').replace(/=+$/, '').slice(0, -1)),
  ];
}

describe('secrets of a running server at its most talkative', () => {
  let server: ServerProcess;
  let typist: Typist;
  let log: string;
  let files: (readonly [name: string, content: Buffer])[];

  beforeAll(async () => {
    server = await ServerProcess.build({
      LOG_LEVEL: 'trace',
      TURN_URLS: 'turn:turn.parley.test:3478',
      TURN_SECRET: canaries['the secret shared with the relay'],
    });
    await server.start();
    typist = new Typist(server);
    await typist.works();
    log = server.output;
    // As it lies on the disk, write-ahead log included: nothing is tidied up by a clean end.
    await server.kill();
    const names = await readdir(server.dataDir, { recursive: true, withFileTypes: true });
    files = await Promise.all(
      names
        .filter((entry) => entry.isFile())
        .map(async ({ parentPath, name }) => {
          return [name, await readFile(join(parentPath, name))] as const;
        }),
    );
  });
  afterAll(() => server.remove());

  it('were worked with', () => {
    expect(typist.answers.length).toBeGreaterThan(25);
    expect(typist.answers.join('')).toContain('room-password-wrong');
    expect(log).toContain('"level":20');
    expect(files.map(([name]) => name)).toContain('parley.sqlite-wal');
    // The control: what may be stored is found by the same search.
    expect(files.some(([, content]) => content.includes('ada@parley.test'))).toBe(true);
    expect([...typist.tokens.values()].every((token) => token.length === 43)).toBe(true);
  });

  it.each(Object.entries(canaries))(
    'are in no answer, no frame, no line of the log, no page of the database: %s',
    (_what, word) => {
      for (const form of formsOf(word)) {
        expect(typist.answers.filter((answer) => answer.includes(form.toString('latin1')))).toEqual(
          [],
        );
        expect(log.includes(form.toString('latin1'))).toBe(false);
        expect(files.filter(([, content]) => content.includes(form)).map(([name]) => name)).toEqual(
          [],
        );
      }
    },
  );

  it('that stand for somebody are not stored and not logged', () => {
    const lines = log.split('\n').filter((line) => line.startsWith('{'));
    for (const [what, token] of typist.tokens) {
      const found = files.filter(([, content]) => content.includes(token));
      expect([what, found.map(([name]) => name)]).toEqual([what, []]);
      expect([what, lines.filter((line) => line.includes(token))]).toEqual([what, []]);
    }
  });
});
