import { RenewalPatience } from './renewal-patience';

const clockAt = (time: { nowMs: number }) => ({
  now: () => time.nowMs,
  schedule: () => () => undefined,
});

describe('patience with renewals', () => {
  it('bears a few at once, and as many as healing needs for ever', () => {
    const time = { nowMs: 1_000 };
    const patience = new RenewalPatience(clockAt(time));
    expect(Array.from({ length: 20 }, () => patience.spend())).not.toContain(false);
    for (let renewal = 0; renewal < 1_800; renewal++) {
      time.nowMs += 2_000;
      expect(patience.spend()).toBe(true);
    }
  });

  it('ends with one that comes on and on', () => {
    const time = { nowMs: 0 };
    const patience = new RenewalPatience(clockAt(time));
    const spent = Array.from({ length: 60 }, () => {
      time.nowMs += 500;
      return patience.spend();
    });
    expect(spent.slice(0, 20)).not.toContain(false);
    expect(spent.slice(-20)).not.toContain(true);
  });
});
