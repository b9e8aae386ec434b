import { deadAfterMs, silentAfterMs, SilenceWatch } from './silence-watch';

function watching() {
  const told: string[] = [];
  const watch = new SilenceWatch({
    silenceChanged: (isSilent) => told.push(isSilent ? 'silent' : 'heard'),
    died: () => told.push('died'),
  });
  watch.start();
  return { watch, told };
}

describe('the watch over a connection', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('says nothing while something is heard now and then', () => {
    const { watch, told } = watching();
    for (let round = 0; round < 20; round += 1) {
      jest.advanceTimersByTime(1_500);
      watch.hear();
    }
    expect(told).toEqual([]);
  });

  it('tells of silence within three seconds, and gives the connection up within six', () => {
    const { told } = watching();
    expect([silentAfterMs < 3_000, deadAfterMs < 6_000]).toEqual([true, true]);
    jest.advanceTimersByTime(silentAfterMs - 1);
    expect(told).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(told).toEqual(['silent']);
    jest.advanceTimersByTime(deadAfterMs - silentAfterMs);
    expect(told).toEqual(['silent', 'heard', 'died']);
    jest.advanceTimersByTime(60_000);
    expect(told).toHaveLength(3);
  });

  it('measures from the last thing heard', () => {
    const { watch, told } = watching();
    jest.advanceTimersByTime(2_000);
    watch.hear();
    jest.advanceTimersByTime(silentAfterMs - 1);
    expect(told).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(told).toEqual(['silent']);
  });

  it('takes it back when something is heard after all, and starts anew', () => {
    const { watch, told } = watching();
    jest.advanceTimersByTime(deadAfterMs - 1);
    watch.hear();
    jest.advanceTimersByTime(silentAfterMs);
    expect(told).toEqual(['silent', 'heard', 'silent']);
  });

  it('believes that the network is gone until something is heard', () => {
    const { watch, told } = watching();
    watch.suspect();
    watch.hear();
    expect(told).toEqual(['silent', 'heard']);
  });

  it('reads first what came while the page itself stood still', () => {
    const { watch, told } = watching();
    // As after a sleep: the clock has moved on, the timers have not.
    const nowMs = performance.now();
    const now = jest.spyOn(performance, 'now').mockReturnValue(nowMs + 3_600_000);
    jest.advanceTimersByTime(silentAfterMs);
    expect(told).toEqual([]);
    watch.hear();
    jest.advanceTimersByTime(300);
    expect(told).toEqual([]);
    now.mockReturnValue(nowMs + 7_200_000);
    jest.advanceTimersByTime(silentAfterMs + 300);
    expect(told).toEqual(['died']);
    now.mockRestore();
  });

  it('is over when it was stopped', () => {
    const { watch, told } = watching();
    watch.stop();
    watch.suspect();
    jest.advanceTimersByTime(60_000);
    expect(told).toEqual([]);
  });
});
