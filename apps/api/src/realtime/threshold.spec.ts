import { Threshold } from './threshold';

describe('the threshold', () => {
  it('has room for fifty of one address, and for others beside', () => {
    const threshold = new Threshold();
    const leave = Array.from({ length: 50 }, () => threshold.step('192.0.2.7'));
    expect(threshold.hasRoomFor('192.0.2.7')).toBe(false);
    expect(threshold.hasRoomFor('192.0.2.8')).toBe(true);
    leave[0]?.();
    expect(threshold.hasRoomFor('192.0.2.7')).toBe(true);
  });

  it('lets everybody go once', () => {
    const threshold = new Threshold();
    const first = threshold.step('192.0.2.7');
    first();
    first();
    for (let count = 0; count < 50; count += 1) threshold.step('192.0.2.7');
    expect(threshold.hasRoomFor('192.0.2.7')).toBe(false);
  });
});
