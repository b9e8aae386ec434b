import { addressBlock, blockOf } from './client-address';

describe('address blocks', () => {
  it('are one IPv4 address, also when it comes dressed as IPv6', () => {
    expect(blockOf('192.0.2.7')).toBe('192.0.2.7');
    expect(blockOf('::ffff:192.0.2.7')).toBe('192.0.2.7');
    expect(blockOf('0:0:0:0:0:FFFF:192.0.2.7')).toBe('192.0.2.7');
  });

  it('hold all the addresses that one IPv6 subscriber can take', () => {
    const block = blockOf('2001:db8:1:2:3:4:5:6');
    expect(block).toBe('2001:db8:1:2::/64');
    for (const neighbour of ['2001:db8:1:2::', '2001:DB8:1:2::1', '2001:0db8:0001:0002:ffff::9'])
      expect(blockOf(neighbour)).toBe(block);
    expect(blockOf('2001:db8:1:3::1')).not.toBe(block);
  });

  it('read short forms and zones', () => {
    expect(blockOf('::1')).toBe('0:0:0:0::/64');
    expect(blockOf('fe80::1%eth0')).toBe('fe80:0:0:0::/64');
    expect(blockOf('64:ff9b::192.0.2.7')).toBe('64:ff9b:0:0::/64');
  });

  it('come from what Express found, or else from the socket', () => {
    expect(addressBlock({ ip: '192.0.2.7', socket: { remoteAddress: '127.0.0.1' } })).toBe(
      '192.0.2.7',
    );
    expect(addressBlock({ socket: { remoteAddress: '127.0.0.1' } })).toBe('127.0.0.1');
  });
});
