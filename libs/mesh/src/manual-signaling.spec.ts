import { deflateSync } from 'node:zlib';
import { ManualSignaling } from './manual-signaling';
import type { MeshSignal } from './types';

const to = { participantId: '', pageId: '' };
const end = { candidate: '', sdpMid: null, sdpMLineIndex: 0, usernameFragment: null };
const print = Array.from({ length: 32 }, (_, at) => (at * 7).toString(16).padStart(2, '0'))
  .join(':')
  .toUpperCase();

const sdp = (ufrag: string, setup: string, ...more: string[]) =>
  [
    'v=0',
    'o=- 4611 2 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'a=group:BUNDLE 0',
    'a=extmap-allow-mixed',
    'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
    'c=IN IP4 0.0.0.0',
    ...more,
    `a=ice-ufrag:${ufrag}`,
    'a=ice-pwd:+aPasswordOfTwentyFour/22',
    'a=ice-options:trickle',
    `a=fingerprint:sha-256 ${print}`,
    `a=setup:${setup}`,
    'a=mid:0',
    'a=sctp-port:5000',
    'a=max-message-size:262144',
    '',
  ].join('\r\n');

const candidate = (text: string): MeshSignal => ({
  candidate: { candidate: text, sdpMid: '0', sdpMLineIndex: 0, usernameFragment: null },
});
const host = 'candidate:1 1 udp 2113937151 192.168.1.20 50001 typ host generation 0';
const named =
  'candidate:2 1 udp 2113937151 7d1f1c1e-1c55-4c5a-9d36-2f6c5c0f8b11.local 50002 typ host';
const seen =
  'candidate:3 1 udp 1677729535 203.0.113.7 50003 typ srflx raddr 192.168.1.20 rport 50001';
const sixth = 'candidate:4 1 UDP 2113937151 2001:db8::7 50004 typ host';
const overTcp = 'candidate:5 1 tcp 1518280447 192.168.1.20 9 typ host tcptype active';

class Page {
  readonly codes: string[] = [];
  readonly heard: MeshSignal[] = [];
  readonly signaling = new ManualSignaling((code) => this.codes.push(code));

  constructor() {
    this.signaling.onSignal((_from, _sequence, signal) => this.heard.push(signal));
  }

  /** Says all of it, and gives the code. */
  async says(type: 'offer' | 'answer', ufrag: string, ...candidates: string[]): Promise<string> {
    const description = { type, sdp: sdp(ufrag, type === 'offer' ? 'actpass' : 'active') };
    const signals = [{ description }, ...candidates.map(candidate), { candidate: end }];
    for (const signal of signals) await this.signaling.sendSignal(to, 1, signal);
    return this.codes.at(-1) ?? '';
  }

  async refuses(code: string): Promise<unknown> {
    return this.signaling.receive(code).then(
      () => 'taken',
      (error: unknown) => (error as { readonly code: unknown }).code,
    );
  }
}

describe('a connection by codes', () => {
  it('says everything in one short code each way', async () => {
    const [ann, bob] = [new Page(), new Page()];
    const first = await ann.says('offer', 'anNa', host, named, seen, sixth, overTcp);
    expect(first).toMatch(/^A[\w-]+$/);
    expect(first.length).toBeLessThan(320);
    await bob.signaling.receive(first);
    expect(bob.heard[0]).toMatchObject({ description: { type: 'offer' } });
    const told = JSON.stringify(bob.heard);
    for (const part of ['anNa', '+aPasswordOfTwentyFour/22', print, 'a=setup:actpass', 'a=mid:0'])
      expect(told).toContain(part);
    const candidates = bob.heard.flatMap((signal) =>
      'candidate' in signal ? signal.candidate.candidate : [],
    );
    expect(candidates.map((text) => text.split(' ').slice(4, 8).join(' '))).toEqual([
      '192.168.1.20 50001 typ host',
      '7d1f1c1e-1c55-4c5a-9d36-2f6c5c0f8b11.local 50002 typ host',
      '203.0.113.7 50003 typ srflx',
      '2001:db8::7 50004 typ host',
    ]);
    const answer = await bob.says('answer', 'boB4', host);
    expect(answer).toMatch(/^B[\w-]+$/);
    await ann.signaling.receive(answer);
    expect(ann.heard[0]).toMatchObject({ description: { type: 'answer' } });
    expect(ann.codes).toHaveLength(1);
  });

  it('takes candidates out of the description, where a browser puts them', async () => {
    const [ann, bob] = [new Page(), new Page()];
    const description = { type: 'offer', sdp: sdp('anNa', 'actpass', `a=${host}`) } as const;
    await ann.signaling.sendSignal(to, 1, { candidate: end });
    await ann.signaling.sendSignal(to, 2, { description });
    await bob.signaling.receive(ann.codes[0] ?? '');
    expect(JSON.stringify(bob.heard)).toContain('192.168.1.20 50001');
  });

  it('bears the line breaks and spaces of mails and chats', async () => {
    const [ann, bob] = [new Page(), new Page()];
    const code = await ann.says('offer', 'anNa', host);
    await bob.signaling.receive(`  ${code.slice(0, 40)}\r\n${code.slice(40)} \n`);
    expect(bob.heard).toHaveLength(2);
  });

  it('carries no sound and no picture', async () => {
    const ann = new Page();
    const description = {
      type: 'offer',
      sdp: 'v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\n',
    } as const;
    await ann.signaling.sendSignal(to, 1, { description });
    await expect(ann.signaling.sendSignal(to, 2, { candidate: end })).rejects.toMatchObject({
      code: 'code-foreign',
    });
  });
});

describe('a code that does not fit', () => {
  const bomb = () => `A${deflateSync(Buffer.alloc(4_000_000, 97)).toString('base64url')}`;
  const saying = (...lines: string[]) =>
    `A${deflateSync(Buffer.from(lines.join('\n'))).toString('base64url')}`;
  const goodPrint = Buffer.alloc(32, 5).toString('base64url');
  const good = ['anNa', 'aPasswordOfTwentyFour022', goodPrint, '0', ''];

  it.each([
    ['nothing', ' \n ', 'code-empty'],
    ['a link', 'https://meet.example/r/abcd-efgh-jkmn', 'code-foreign'],
    ['a word', 'hello', 'code-foreign'],
    ['a book', `A${'a'.repeat(9_000)}`, 'code-foreign'],
    ['letters that say nothing', 'AAAAAAAAAAAA', 'code-damaged'],
    ['more than a code can say', bomb(), 'code-damaged'],
    ['lines too few', saying('anNa', 'aPasswordOfTwentyFour022'), 'code-damaged'],
    ['a line of somebody else’s', saying(...good, 'h1.2.3.4 5\r\na=candidate:x'), 'code-damaged'],
    ['a name to look up', saying(...good, 'hevil.example 5000'), 'code-damaged'],
    ['a password with a line break', saying('anNa', 'short\r', goodPrint, '0', ''), 'code-damaged'],
  ])('is named: %s', async (_what, code, problem) => {
    const page = new Page();
    expect(await page.refuses(code)).toBe(problem);
    expect(page.heard).toEqual([]);
  });

  it('is named where a letter is missing, wrong or doubled', async () => {
    const code = await new Page().says('offer', 'anNa', host, seen);
    const at = Math.floor(code.length / 2);
    const other = code[at] === 'x' ? 'y' : 'x';
    const page = new Page();
    for (const changed of [
      code.slice(0, -1),
      code.slice(0, at) + code.slice(at + 1),
      code.slice(0, at) + other + code.slice(at + 1),
      code.slice(0, -6),
    ])
      expect(await page.refuses(changed)).toBe('code-damaged');
    expect(page.heard).toEqual([]);
  });

  it('is named where it is the own one, of the other kind, or answers another', async () => {
    const [ann, bob, carol] = [new Page(), new Page(), new Page()];
    const [ofAnn, ofCarol] = [await ann.says('offer', 'anNa'), await carol.says('offer', 'caro')];
    await bob.signaling.receive(ofAnn);
    const answer = await bob.says('answer', 'boB4');
    expect(await ann.refuses(ofAnn)).toBe('code-own');
    expect(await ann.refuses(ofCarol)).toBe('code-of-other-kind');
    expect(await new Page().refuses(answer)).toBe('code-of-other-kind');
    expect(await carol.refuses(answer)).toBe('code-of-another');
    expect(await ann.refuses(answer)).toBe('taken');
  });
});
