import { transportsFor } from './transport-choice';

describe('the way a page connects', () => {
  it('is a websocket at first, with plain requests where that is refused', () => {
    const first = { transports: ['websocket', 'polling'], tryAllTransports: true };
    expect(transportsFor(0, null)).toEqual(first);
    expect(transportsFor(0, 'websocket')).toEqual(first);
  });

  it('begins with plain requests once a try failed, so that no websocket is waited for', () => {
    const second = { transports: ['polling', 'websocket'], tryAllTransports: false };
    expect([1, 2, 50].map((failures) => transportsFor(failures, 'websocket'))).toEqual([
      second,
      second,
      second,
    ]);
    expect(transportsFor(1, null)).toEqual(second);
  });

  it('does not try again first what was not possible in this network before', () => {
    expect(transportsFor(0, 'polling').transports).toEqual(['polling', 'websocket']);
  });
});
