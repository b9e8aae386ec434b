import { defaultPace, Pace, watermarkAt } from './pace';
import { RateMeter } from './rate-meter';
import { FakeClock } from './testing/fake-clock';

describe('what waits in a channel', () => {
  it.each([
    { link: 'narrow', bytesPerSecond: 2_500_000, waitingBytes: 64 * 1024 },
    { link: 'fast', bytesPerSecond: 8_000_000, waitingBytes: 160_000 },
    { link: 'faster', bytesPerSecond: 100_000_000, waitingBytes: 256 * 1024 },
  ])('over a $link link is $waitingBytes bytes', ({ bytesPerSecond, waitingBytes }) => {
    expect(watermarkAt(bytesPerSecond, defaultPace.watermarkBytes)).toBe(waitingBytes);
  });
});

describe('the pace of files', () => {
  it('holds nothing back without a limit', () => {
    const clock = new FakeClock();
    const pace = new Pace(() => clock.now());
    expect([pace.book(1e9), pace.book(1e9)]).toEqual([0, 0]);
    expect(pace.watermarkBytes).toBe(64 * 1024);
  });

  it('spreads bytes so that the limit holds over time', () => {
    const clock = new FakeClock();
    const pace = new Pace(() => clock.now());
    pace.set({ ...defaultPace, maxBytesPerSecond: 1_000 });
    expect([pace.book(500), pace.book(500), pace.book(100)]).toEqual([0, 500, 1_000]);
    clock.advance(10_000);
    expect(pace.book(500)).toBe(0);
  });

  it('sends in bursts that a voice can wait for', () => {
    const pace = new Pace(() => 0);
    expect(pace.burstBytes).toBe(Infinity);
    pace.set({ ...defaultPace, maxBytesPerSecond: 250_000 });
    expect(pace.burstBytes).toBe(12_500);
    pace.set({ ...defaultPace, maxBytesPerSecond: 4_000 });
    expect(pace.burstBytes).toBe(4_096);
  });

  it('forgets old bookings when the limit changes', () => {
    const clock = new FakeClock();
    const pace = new Pace(() => clock.now());
    pace.set({ ...defaultPace, maxBytesPerSecond: 1 });
    pace.book(1_000_000);
    pace.set({ ...defaultPace, maxBytesPerSecond: 1_000 });
    expect(pace.book(500)).toBe(0);
  });
});

describe('the rate meter', () => {
  it('averages over three seconds and falls to nothing', () => {
    const clock = new FakeClock();
    const meter = new RateMeter(() => clock.now());
    expect(meter.bytesPerSecond()).toBe(0);
    for (let second = 0; second < 10; second += 1) {
      meter.count(1_000);
      clock.advance(1_000);
    }
    expect(meter.bytesPerSecond()).toBe(1_000);
    clock.advance(4_000);
    expect(meter.bytesPerSecond()).toBe(0);
  });
});
