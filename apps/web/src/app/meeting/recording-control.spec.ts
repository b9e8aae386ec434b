import { Component, signal, type Type } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { usualRoomRecording } from '@parley/contract';
import { settle } from '../testing/fake-devices';
import { ids, participant } from '../testing/meeting-builders';
import { recordedMeeting, running } from '../testing/recorded-meeting';
import { loadRecording, type Recorder, RecordingControl } from './recording-control';

@Component({ template: '' })
class Part {}

const load = jest.fn((): Promise<Type<unknown>> => Promise.resolve(Part));

const fakeRecorder = () => ({
  isBusy: signal(false),
  safetyText: signal('kept on this device'),
  consentAction: signal(''),
  start: jest.fn(),
  stop: jest.fn(),
  togglePause: jest.fn(),
  chooseAndStart: jest.fn(),
  turnConsent: jest.fn(),
});

async function controlIn(seen: Parameters<typeof recordedMeeting>[1] = {}) {
  load.mockClear();
  const providers = [RecordingControl, { provide: loadRecording, useValue: load }];
  const meeting = await recordedMeeting(providers, seen);
  const control = TestBed.inject(RecordingControl);
  TestBed.tick();
  await settle();
  return { meeting, control };
}

describe('the way to the recording feature', () => {
  it('loads nothing where nothing is recorded', async () => {
    await controlIn();
    expect(load).not.toHaveBeenCalled();
  });

  it('loads it to offer what an earlier visit left on this device', async () => {
    const folder = { keys: () => ({ next: () => Promise.resolve({ done: false }) }) };
    const getDirectory = () => Promise.resolve({ getDirectoryHandle: () => folder });
    Object.assign(navigator, { storage: { getDirectory } });
    try {
      await controlIn();
      TestBed.tick();
      expect(load).toHaveBeenCalledTimes(1);
    } finally {
      Reflect.deleteProperty(navigator, 'storage');
    }
  });

  it('remembers what was asked for until the feature is there', async () => {
    const { control } = await controlIn();
    control.ask((recorder: Recorder) => recorder.start());
    expect(control.isBusy()).toBe(true);
    await settle();
    expect(control.part()).toBe(Part);
    const recorder = fakeRecorder();
    control.attach(recorder);
    expect(recorder.start).toHaveBeenCalledTimes(1);
    expect([control.isBusy(), control.safetyText()]).toEqual([false, 'kept on this device']);
    control.ask((one) => one.stop());
    expect(recorder.stop).toHaveBeenCalledTimes(1);
  });

  it('says so where the feature cannot be loaded, and tries again', async () => {
    const { meeting, control } = await controlIn();
    load.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    control.ask((recorder) => recorder.start());
    await settle();
    expect([meeting.said().length, control.isBusy()]).toEqual([1, false]);
    control.ask((recorder) => recorder.start());
    await settle();
    expect(control.part()).toBe(Part);
  });

  it.each([
    ['for everybody where something is recorded', { recording: running(ids.hanna) }, 1],
    [
      'for moderators where the room records by itself',
      { roomRecording: { ...usualRoomRecording, startsByItself: true } },
      1,
    ],
    [
      'not for participants there',
      {
        roomRecording: { ...usualRoomRecording, startsByItself: true },
        participants: [participant(ids.ann)],
      },
      0,
    ],
  ])('loads it %s', async (_, seen, times) => {
    await controlIn(seen);
    expect(load).toHaveBeenCalledTimes(times);
  });
});
