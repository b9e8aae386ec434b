import { OutboundGuard } from './outbound-guard';

const aboveLimit = 1024 * 1024 + 1;

describe('the outbound guard', () => {
  it('cuts off who leaves more than a mebibyte unread for ten seconds', () => {
    const guard = new OutboundGuard();
    expect(guard.isExhausted(aboveLimit, 0)).toBe(false);
    expect(guard.isExhausted(aboveLimit, 9_999)).toBe(false);
    expect(guard.isExhausted(aboveLimit, 10_000)).toBe(true);
  });

  it('starts counting anew once the page has caught up', () => {
    const guard = new OutboundGuard();
    guard.isExhausted(aboveLimit, 0);
    expect(guard.isExhausted(aboveLimit - 1, 5_000)).toBe(false);
    expect(guard.isExhausted(aboveLimit, 12_000)).toBe(false);
  });

  it('does not wait when far too much is unread', () => {
    expect(new OutboundGuard().isExhausted(9 * 1024 * 1024, 0)).toBe(true);
  });
});
