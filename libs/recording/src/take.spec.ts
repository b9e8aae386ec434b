import { PendingSlices } from './tracks/pending-slices';
import type { RecordingBrowser } from './recording-browser';
import type { SliceIntake } from './slices';
import type { StreamRecording } from './stream-recorder';
import { Take } from './take';
import { tinyWebm } from './testing/tiny-webm';

const encoding = { mimeType: 'video/webm;codecs=vp8,opus', bitrates: { video: 1, audio: 1 } };

/** A take on a clock that the test sets, recorded by a recorder that writes down what it is told. */
function prepare({ startsAtMs = 5_000, tracks = 1, loadsForMs = 0 } = {}) {
  const time = { ms: 100 };
  const told: string[] = [];
  const lag = Promise.withResolvers<number>();
  const due: (() => void)[] = [];
  const kept: Blob[] = [];
  const errors: Error[] = [];
  const progress: number[] = [];
  const given: StreamRecording[] = [];
  const slices: SliceIntake = {
    keep: (slice) => kept.push(slice),
    settled: () => Promise.resolve({ sliceCount: kept.length }),
    watch: (listener) => {
      listener.progressed({
        keptSlices: 0,
        keptBytes: 0,
        acknowledgedSlices: 0,
        acknowledgedBytes: 0,
      });
      return () => undefined;
    },
  };
  const take = new Take(
    {
      browser: { now: () => time.ms } as RecordingBrowser,
      ticks: {
        run: (_, act) => {
          due.push(act);
          return () => undefined;
        },
      },
      slices,
      clock: { nowMs: () => startsAtMs + time.ms - 100 },
      onProgress: ({ recordedMs }) => progress.push(recordedMs),
      onError: (error) => errors.push(error),
      recordStream: (_, recording) => {
        given.push(recording);
        time.ms += loadsForMs;
        recording.onBegan();
        return Promise.resolve({
          pause: () => told.push('pause'),
          resume: () => told.push('resume'),
          stop: () => Promise.resolve(void told.push('stop')),
        });
      },
    },
    { ...encoding, onLag: lag.resolve },
  );
  const stream = { getAudioTracks: () => Array(tracks) } as unknown as MediaStream;
  const close = jest.fn(() => Promise.resolve());
  const start = () => take.start(() => Promise.resolve(stream), close);
  return { take, start, close, time, lag: lag.promise, due, told, kept, errors, given, progress };
}

describe('the recorded time', () => {
  it('leaves pauses out', async () => {
    const { take, start, close, time } = prepare();
    expect(take.recordedMs).toBe(0);
    await start();
    time.ms += 1_000;
    take.pause();
    expect(take.isPaused).toBe(true);
    time.ms += 60_000;
    expect(take.recordedMs).toBe(1_000);
    take.resume();
    time.ms += 500;
    expect(take.recordedMs).toBe(1_500);
    await take.stop(close);
    time.ms += 9_000;
    expect(take.recordedMs).toBe(1_500);
  });

  it('says of each pause when it was, once it is over', async () => {
    const { take, start, close, time } = prepare();
    await start();
    time.ms += 1_000;
    take.pause();
    take.pause();
    time.ms += 60_000;
    expect(take.pauses).toEqual([]);
    take.resume();
    take.resume();
    expect(take.pauses).toEqual([{ fromMs: 6_000, toMs: 66_000 }]);
    take.pause();
    time.ms += 500;
    await take.stop(close);
    expect(take.pauses.at(-1)).toEqual({ fromMs: 66_000, toMs: 66_500 });
  });

  it('stands still after a stop out of a pause', async () => {
    const { take, start, close, time } = prepare();
    await start();
    time.ms += 700;
    take.pause();
    time.ms += 5_000;
    await take.stop(close);
    expect(take.recordedMs).toBe(700);
    expect(close).toHaveBeenCalledTimes(1);
  });

  it('begins when the file does', async () => {
    const { take, start, time } = prepare({ loadsForMs: 400 });
    await start();
    time.ms += 1_000;
    expect(take.recordedMs).toBe(1_000);
  });

  it('ends with the call to stop, while the encoder finishes what it has', async () => {
    const { take, start, close, time, lag, due, given, told } = prepare();
    await start();
    time.ms += 7_000;
    given[0]?.onSlice(new Blob([tinyWebm], { type: 'video/webm' }));
    expect(await lag).toBe(7_000 - 5_040);
    const stopped = take.stop(close);
    expect(told).toEqual(['pause']);
    time.ms += 2_000;
    due.forEach((act) => act());
    await stopped;
    expect([told, take.recordedMs]).toEqual([['pause', 'stop'], 7_000]);
  });
});

describe('a take', () => {
  it('tells the recorder each pause and each going on once', async () => {
    const { take, start, close, told } = prepare();
    take.pause();
    await start();
    take.resume();
    take.pause();
    take.pause();
    take.resume();
    take.resume();
    await take.stop(close);
    take.resume();
    expect(told).toEqual(['pause', 'resume', 'stop']);
  });

  it('tells when its file begins on the shared clock', async () => {
    const { take, start } = prepare({ startsAtMs: 1_234.5 });
    await start();
    expect(await take.began).toBe(1_234.5);
  });

  it('closes what it opened when the recorder does not start', async () => {
    const { take, close } = prepare();
    const open = (): Promise<MediaStream> => Promise.reject(new TypeError('no sound'));
    await expect(take.start(open, close)).rejects.toMatchObject({ code: 'recorder-failed' });
    expect(close).toHaveBeenCalledTimes(1);
    await expect(take.stop(close)).rejects.toMatchObject({ code: 'closed' });
  });

  it('does not name sound that there is not', async () => {
    const { start, given } = prepare({ tracks: 0 });
    await start();
    expect(given[0]?.mimeType).toBe('video/webm;codecs=vp8');
  });

  it.each(['video/webm;codecs=vp8', 'audio/webm;codecs=opus'])('keeps %s', async (type) => {
    const { start, given, kept, errors } = prepare();
    await start();
    given[0]?.onSlice(new Blob(['x'], { type }));
    expect([kept.length, errors]).toEqual([1, []]);
  });

  it.each(['video/mp4', 'audio/ogg', ''])('keeps nothing of the type "%s"', async (type) => {
    const { start, given, kept, errors } = prepare();
    await start();
    given[0]?.onSlice(new Blob(['x'], { type }));
    expect([kept.length, errors]).toMatchObject([0, [{ code: 'unsupported' }]]);
  });
});

describe('slices without a keeper yet', () => {
  it('reach it in their order, and it is listened to', async () => {
    const { kept } = prepare();
    const progressed = jest.fn();
    const pending = new PendingSlices();
    const [first, second] = [new Blob(['1']), new Blob(['2'])];
    pending.keep(first);
    pending.watch({ progressed, failed: jest.fn() });
    const settled = pending.settled();
    pending.passTo({
      keep: (slice) => kept.push(slice),
      settled: () => Promise.resolve({ sliceCount: kept.length }),
      watch: (listener) => {
        listener.progressed({
          keptSlices: 1,
          keptBytes: 1,
          acknowledgedSlices: 0,
          acknowledgedBytes: 0,
        });
        return () => undefined;
      },
    });
    pending.keep(second);
    expect(kept).toEqual([first, second]);
    expect(await settled).toEqual({ sliceCount: 2 });
    expect(progressed).toHaveBeenCalledTimes(1);
  });

  it('leaves nobody listening who stopped before', () => {
    const watch = jest.fn(() => () => undefined);
    const pending = new PendingSlices();
    pending.watch({ progressed: jest.fn(), failed: jest.fn() })();
    pending.passTo({ keep: jest.fn(), settled: jest.fn(), watch });
    expect(watch).not.toHaveBeenCalled();
  });
});
