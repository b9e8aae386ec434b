import type { Named } from './bad-values';

const line = (text: string) => `${text}\r\n`;
const head = line('v=0') + line('o=- 1 1 IN IP4 127.0.0.1') + line('s=-') + line('t=0 0');
const audio = line('m=audio 9 UDP/TLS/RTP/SAVPF 111') + line('c=IN IP4 0.0.0.0');
const many = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(text(index))).join('');

/** Descriptions that no browser makes (security.md §3.5). Those within the size go to the one they are for, to nobody else. */
export const badDescriptions: readonly Named<string>[] = [
  ['empty', ''],
  ['only a version', 'v=0'],
  ['mixed ends of lines', 'v=0\ro=-\n\rs=-\n\n'],
  ['a line of 60 kB', `${head}a=${'x'.repeat(60_000)}`],
  ['a line too long', `${head}a=${'x'.repeat(65_537)}`],
  ['thousands of media', head + many(3_000, () => 'm=audio 9 X 0')],
  ['duplicate mids', head + (audio + line('a=mid:0')).repeat(2)],
  ['duplicate ssrcs', head + audio + many(2, () => 'a=ssrc:1 cname:x')],
  ['no fingerprint', head + audio + line('a=setup:actpass')],
  ['a sha-1 fingerprint', head + audio + line('a=fingerprint:sha-1 00:11')],
  ['contradicting setups', head + audio + line('a=setup:active') + line('a=setup:passive')],
  ['a bundle of unknown mids', head + line('a=group:BUNDLE a b c') + audio],
  ['a thousand rids', head + audio + many(1_000, (index) => `a=rid:${index} send`)],
  ['a huge bandwidth', head + audio + line('b=AS:99999999999999999999')],
  ['a fmtp of 60 kB', head + audio + line(`a=fmtp:111 ${'x=1;'.repeat(14_000)}`)],
  ['all payload types', head + many(300, (index) => `a=rtpmap:${index} x/1`)],
  ['another host', `${head}${audio}${line('c=IN IP4 169.254.169.254')}`],
  ['zero bytes', 'v=0\0\r\n'],
  ['escape sequences', 'v=0\x1b]0;owned\x07\r\n'],
  ['lone surrogates', 'v=0\ud800\r\n'],
];

export const badCandidates: readonly Named<string>[] = [
  'candidate:',
  'candidate:x x x x x x x x',
  'candidate:1 1 udp 1 192.0.2.1 0 typ host',
  'candidate:1 1 udp 1 192.0.2.1 65536 typ host',
  'candidate:1 1 udp 1 192.0.2.1 22 typ host',
  'candidate:1 1 udp 1 127.0.0.1 25 typ host',
  'candidate:1 1 udp 1 169.254.169.254 80 typ host',
  'candidate:1 1 udp 1 fe80::1 9 typ host',
  'candidate:1 1 udp 1 evil.example 9 typ host',
  `candidate:1 1 udp 1 ${'x'.repeat(300)}.local 9 typ host`,
  'candidate:1 1 tcp 1 192.0.2.1 9 typ host tcptype active',
  'candidate:1 1 udp 99999999999999999999 192.0.2.1 9 typ host',
  'candidate:1 1 udp 1 192.0.2.1 9 typ typ typ',
  'candidate:1 1 udp 1 192.0.2.1 9 typ host ufrag somebody-elses',
  `candidate:1 1 udp 1 192.0.2.1 9 typ host ${'x '.repeat(400)}`,
  'x'.repeat(1_025),
  'a=candidate:1\r\na=fingerprint:sha-256 00',
  '',
  '\0',
  '\ud800',
].map((text): Named<string> => [text.slice(0, 40) || 'empty', text]);
