import * as fc from 'fast-check';
import { withoutAddresses } from './address-filter';

const relayed =
  'candidate:3 1 udp 41885439 203.0.113.9 50000 typ relay raddr 198.51.100.7 rport 61000 generation 0 ufrag abcd';
const own = [
  'candidate:1 1 udp 2122260223 192.168.1.4 54321 typ host generation 0',
  'candidate:1 1 udp 2122260223 2001:db8::4 54321 typ host',
  'candidate:1 1 udp 2122260223 4e1f7c3a-0000-4000-8000-aabbccddeeff.local 54321 typ host',
  'candidate:2 1 udp 1686052607 198.51.100.7 61000 typ srflx raddr 192.168.1.4 rport 54321',
  'candidate:2 1 udp 1686052607 198.51.100.7 61000 typ prflx raddr 192.168.1.4 rport 54321',
  'candidate:4 1 tcp 1518280447 192.168.1.4 9 typ host tcptype active',
  // Only the word after the port counts.
  'candidate:5 1 udp 1 192.168.1.4 54321 typ host generation 0 typ relay',
  'candidate:6 1 udp 1 192.168.1.4 54321 TYP HOST',
  'nonsense 192.168.1.4',
];
const ownAddresses = /192\.168\.1\.4|198\.51\.100\.7|2001:db8::4|\.local|54321|61000/;

const candidateOf = (candidate: string) => {
  const place = { sdpMid: '0', sdpMLineIndex: 0, usernameFragment: 'abcd' };
  return withoutAddresses({ candidate: { candidate, ...place } });
};
const sdpOf = (lines: readonly string[]) => {
  const signal = withoutAddresses({ description: { type: 'offer', sdp: lines.join('\r\n') } });
  return 'description' in signal ? signal.description.sdp.split('\r\n') : [];
};

describe('a signal that must tell no address', () => {
  it.each(own)('loses %s and keeps its place', (line) => {
    expect(candidateOf(line)).toEqual({
      candidate: { candidate: '', sdpMid: '0', sdpMLineIndex: 0, usernameFragment: 'abcd' },
    });
  });

  it('keeps a relayed candidate without the address behind it', () => {
    expect(candidateOf(relayed)).toMatchObject({
      candidate: {
        candidate:
          'candidate:3 1 udp 41885439 203.0.113.9 50000 typ relay raddr 0.0.0.0 rport 0 generation 0 ufrag abcd',
      },
    });
  });

  it('keeps the end of candidates', () => {
    expect(candidateOf('')).toMatchObject({ candidate: { candidate: '' } });
  });

  it('keeps a description but for its addresses', () => {
    const before = [
      'v=0',
      'o=- 1 2 IN IP4 192.168.1.4',
      's=-',
      'm=audio 50000 UDP/TLS/RTP/SAVPF 111',
      'c=IN IP6 2001:db8::4',
      'a=rtcp:50001 IN IP4 198.51.100.7',
      ...own.slice(0, 6).map((line) => `a=${line}`),
      `a=${relayed}`,
      'a=remote-candidates:1 192.168.1.4 54321',
      'a=ice-ufrag:abcd',
      '',
    ];
    expect(sdpOf(before)).toEqual([
      'v=0',
      'o=- 1 2 IN IP4 0.0.0.0',
      's=-',
      'm=audio 50000 UDP/TLS/RTP/SAVPF 111',
      'c=IN IP4 0.0.0.0',
      'a=rtcp:50001 IN IP4 0.0.0.0',
      'a=candidate:3 1 udp 41885439 203.0.113.9 50000 typ relay raddr 0.0.0.0 rport 0 generation 0 ufrag abcd',
      'a=ice-ufrag:abcd',
      '',
    ]);
  });

  it('tells none, whatever order, case and line ends', () => {
    const lines = fc.array(
      fc.tuple(fc.constantFrom(...own, relayed), fc.constantFrom('a=', 'A='), fc.boolean()),
    );
    fc.assert(
      fc.property(lines, fc.constantFrom('\n', '\r\n'), (parts, end) => {
        const sdp = parts
          .map(([line, prefix, isUpper]) => prefix + (isUpper ? line.toUpperCase() : line))
          .filter((line) => /^a=candidate:/i.test(line))
          .join(end);
        const signal = withoutAddresses({ description: { type: 'answer', sdp } });
        expect('description' in signal && signal.description.sdp).not.toMatch(ownAddresses);
      }),
    );
  });

  it('asks for a new link as ever', () => {
    const signal = { description: { type: 'rollback', sdp: '' } } as const;
    expect(withoutAddresses(signal)).toEqual(signal);
  });
});
