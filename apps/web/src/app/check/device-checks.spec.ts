import { FakeDevices, FakeTrack, settle } from '../testing/fake-devices';
import type { CheckAnswer } from '../text/check.en';
import { cameraCheck, type PictureFacts } from './camera-check';
import type { CheckRun } from './check';
import { microphoneCheck } from './microphone-check';
import { screenCheck } from './screen-check';
import { speakerCheck } from './speaker-check';

/** A stage that keeps what is shown and gives the answers it was given, in order. */
function aRun(...answers: CheckAnswer[]) {
  const abort = new AbortController();
  const levels: number[] = [];
  const pictures: MediaStream[] = [];
  const run: CheckRun = {
    signal: abort.signal,
    scene: {
      showLevel: (level) => void levels.push(level),
      showPicture: (stream) => void pictures.push(stream),
      ask: (offered) =>
        new Promise((resolve) => {
          const answer = answers.shift();
          const given = offered.find((one) => one === answer);
          if (given !== undefined) resolve(given);
        }),
    },
  };
  return { run, abort, levels, pictures };
}

const never = () => new Promise<never>(() => undefined);
const facts: PictureFacts = { width: 640, height: 480, rate: 29.97 };

describe('the camera check', () => {
  const devices = new FakeDevices();
  const ports = { devices: devices.asMediaDevices(), chosen: () => 'desk-camera' };

  it('passes on pictures that come, from the chosen camera, which it lets go', async () => {
    const { run, pictures } = aRun();
    const outcome = cameraCheck({ ...ports, watchPicture: () => Promise.resolve(facts) })(run);
    expect(devices.last.constraints).toEqual({ video: { deviceId: { ideal: 'desk-camera' } } });
    const track = new FakeTrack('video');
    devices.last.give(track);
    expect(await outcome).toEqual({
      status: 'passed',
      reason: 'Your camera gives 640 × 480 pixels, 30 pictures a second.',
    });
    expect([pictures.length, track.readyState]).toEqual([1, 'ended']);
  });

  it.each([
    ['NotAllowedError', 'is blocked for this page'],
    ['NotFoundError', 'No camera was found'],
    ['NotReadableError', 'is in use by another program'],
  ])('says why after %s', async (name, words) => {
    const outcome = cameraCheck({ ...ports, watchPicture: never })(aRun().run);
    devices.last.refuse(name);
    expect(await outcome).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining(words) as string,
    });
  });

  it('says that plain HTTP gives none', async () => {
    const check = cameraCheck({ ...ports, devices: null, watchPicture: never });
    expect((await check(aRun().run)).reason).toContain('only over HTTPS');
  });

  it('fails on a camera that is opened but gives no pictures, and tells the watch to end', async () => {
    jest.useFakeTimers();
    let end: AbortSignal | undefined;
    const track = new FakeTrack('video');
    const outcome = cameraCheck({
      ...ports,
      watchPicture: (_stream, _count, signal) => {
        end = signal;
        return never();
      },
    })(aRun().run);
    devices.last.give(track);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(await outcome).toMatchObject({ status: 'failed' });
    expect([end?.aborted, track.readyState]).toEqual([true, 'ended']);
    jest.useRealTimers();
  });

  it('stops a camera that the browser gives after the person has left', async () => {
    const { run, abort } = aRun();
    const outcome = cameraCheck({ ...ports, watchPicture: never })(run);
    abort.abort();
    const track = new FakeTrack('video');
    devices.last.give(track);
    await expect(outcome).rejects.toBe(abort.signal.reason);
    expect(track.readyState).toBe('ended');
  });
});

describe('the microphone check', () => {
  const devices = new FakeDevices();
  const start = (heard: readonly number[]) => {
    const { run, levels } = aRun();
    const outcome = microphoneCheck({
      devices: devices.asMediaDevices(),
      chosen: () => null,
      watchLevel: (_stream, onLevel) => heard.forEach((level) => onLevel(level)),
    })(run);
    const track = new FakeTrack('audio');
    devices.last.give(track);
    return { outcome, levels, track };
  };

  it('passes when a voice rises above silence, and shows how loud it is', async () => {
    const { outcome, levels, track } = start([0.001, 0.05, 0.002, 0.04, 0.06]);
    expect(await outcome).toEqual({ status: 'passed', reason: 'Your microphone hears you.' });
    expect(levels).toEqual([0.001, 0.05, 0.002, 0.04, 0.06]);
    expect(track.readyState).toBe('ended');
  });

  it.each([
    ['nothing but silence', [0, 0, 0]],
    ['too quiet', [0.001, 0.002, 0.001]],
    // The crackle of a plug is no voice.
    ['too quiet', [0.5, 0.001]],
  ])('fails on %s', async (words, heard) => {
    jest.useFakeTimers();
    const { outcome, track } = start(heard);
    await jest.advanceTimersByTimeAsync(12_000);
    expect(await outcome).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining(words) as string,
    });
    expect(track.readyState).toBe('ended');
    jest.useRealTimers();
  });
});

describe('the speaker check', () => {
  it('takes the person’s word, after playing as often as they like', async () => {
    const playTone = jest.fn(() => Promise.resolve());
    const outcome = await speakerCheck({ playTone })(aRun('again', 'again', 'heard').run);
    expect(outcome.status).toBe('passed');
    expect(playTone).toHaveBeenCalledTimes(3);
  });

  it('fails where nothing is heard', async () => {
    const check = speakerCheck({ playTone: () => Promise.resolve() });
    expect(await check(aRun('not-heard').run)).toMatchObject({ status: 'failed' });
  });

  it('fails by itself where the browser refuses to play', async () => {
    jest.spyOn(console, 'warn').mockImplementation();
    const check = speakerCheck({ playTone: () => Promise.reject(new Error('NotAllowedError')) });
    expect((await check(aRun().run)).reason).toContain('did not play the tone');
  });
});

describe('the screen check', () => {
  const devices = new FakeDevices();
  const ports = { devices: devices.asMediaDevices(), watchPicture: () => Promise.resolve(facts) };

  it('asks for a click before it asks for a screen', async () => {
    const check = screenCheck(ports);
    void check(aRun().run);
    await settle();
    expect(devices.asked).toHaveLength(0);
    const outcome = check(aRun('share').run);
    await settle();
    const track = new FakeTrack('video');
    devices.last.give(track);
    expect(await outcome).toEqual({
      status: 'passed',
      reason: 'A screen can be shared, 640 × 480 pixels.',
    });
    expect(track.readyState).toBe('ended');
  });

  it('can be left out, and is left out on phones', async () => {
    expect(await screenCheck(ports)(aRun('skip').run)).toMatchObject({ status: 'skipped' });
    const onPhone = screenCheck({ ...ports, devices: {} });
    expect(await onPhone(aRun().run)).toMatchObject({ status: 'skipped' });
  });

  it('says what a refusal may mean', async () => {
    jest.spyOn(console, 'warn').mockImplementation();
    const outcome = screenCheck(ports)(aRun('share').run);
    await settle();
    devices.last.refuse('NotAllowedError');
    expect((await outcome).reason).toContain('Nothing was chosen');
  });
});
