import type { SliceIntake } from '@parley/recording';
import type { CheckRun } from './check';
import { recorderCheck, type TestRecorder } from './recorder-check';

const aRun = (signal = new AbortController().signal): CheckRun => ({
  signal,
  scene: {
    showLevel: () => undefined,
    showPicture: () => undefined,
    ask: () => new Promise(() => undefined),
  },
});
const webm = Uint8Array.of(0x1a, 0x45, 0xdf, 0xa3, 1, 2, 3);

function aRecorder(onStart: (slices: SliceIntake, fail: (error: Error) => void) => void) {
  const calls: string[] = [];
  const createRecorder = (slices: SliceIntake, fail: (error: Error) => void) =>
    Promise.resolve<TestRecorder>({
      mimeType: 'video/webm;codecs=vp8,opus',
      start: () => {
        calls.push('start');
        onStart(slices, fail);
        return Promise.resolve();
      },
      stop: () => {
        calls.push('stop');
        return slices.settled();
      },
      close: () => void calls.push('close'),
    });
  return { calls, check: recorderCheck({ createRecorder }) };
}

describe('the recorder check', () => {
  beforeEach(() => jest.spyOn(console, 'warn').mockImplementation());
  afterEach(() => jest.useRealTimers());

  it('passes on a slice of WebM and lets go of everything', async () => {
    const { calls, check } = aRecorder((slices) => slices.keep(new Blob([webm])));
    expect(await check(aRun())).toEqual({
      status: 'passed',
      reason: 'A second was recorded: 1 kB of video/webm;codecs=vp8,opus.',
    });
    expect(calls).toEqual(['start', 'stop', 'close']);
  });

  it.each([
    ['no WebM file', (slices: SliceIntake) => slices.keep(new Blob(['ftypmp42']))],
    ['gave nothing', (slices: SliceIntake) => slices.keep(new Blob([]))],
    ['did not run', (_: SliceIntake, fail: (error: Error) => void) => fail(new Error('encoder'))],
  ])('says of a recording that it is or %s', async (words, onStart) => {
    const { calls, check } = aRecorder(onStart);
    expect(await check(aRun())).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining(words) as string,
    });
    expect(calls).toEqual(['start', 'stop', 'close']);
  });

  it('stops a recorder that gives no slice, in the end and when the person leaves', async () => {
    jest.useFakeTimers();
    const silent = aRecorder(() => undefined);
    const outcome = silent.check(aRun());
    await jest.advanceTimersByTimeAsync(10_000);
    expect(await outcome).toMatchObject({ status: 'failed' });
    expect(silent.calls).toContain('stop');

    const left = aRecorder(() => undefined);
    const abort = new AbortController();
    const ended = left.check(aRun(abort.signal)).catch((error: unknown) => error);
    await jest.advanceTimersByTimeAsync(100);
    abort.abort();
    expect(await ended).toBe(abort.signal.reason);
    await jest.advanceTimersByTimeAsync(0);
    expect(left.calls.toSorted()).toEqual(['close', 'start', 'stop']);
  });

  it('says where there is no recorder', async () => {
    const check = recorderCheck({ createRecorder: () => Promise.resolve(null) });
    expect((await check(aRun())).reason).toContain('cannot record WebM');
  });
});
