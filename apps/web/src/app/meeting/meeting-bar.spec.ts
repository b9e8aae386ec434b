import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { at, byHanna, ids } from '../testing/meeting-builders';
import { recordedMeeting, running } from '../testing/recorded-meeting';
import { MeetingBar } from './meeting-bar';
import { RecordingControl } from './recording-control';

const startedAt = new Date(Date.parse(at) - 65_000).toISOString();

async function barIn(seen: Parameters<typeof recordedMeeting>[1]) {
  jest.spyOn(Date, 'now').mockReturnValue(Date.parse('2026-02-01T08:00:00.000Z'));
  const control = { provide: RecordingControl, useValue: { safetyText: signal('') } };
  const meeting = await recordedMeeting([control], seen);
  const fixture = TestBed.createComponent(MeetingBar);
  const page: HTMLElement = fixture.nativeElement;
  const badge = async () => {
    await fixture.whenStable();
    return page.querySelector('[role=status]')?.textContent?.trim() ?? null;
  };
  return { meeting, badge };
}

describe('the badge of a recording', () => {
  afterEach(() => jest.restoreAllMocks());

  it('tells how long is recorded, without pauses, and is gone with the recording', async () => {
    const recording = { ...running(ids.hanna), startedAt, pausedMs: 5_000 };
    const { meeting, badge } = await barIn({ recording });
    expect(await badge()).toBe('Recording01:00');
    const { recordingId } = recording;
    const pause = { recordingId, isPaused: true, pausedMs: 5_000, by: byHanna };
    await meeting.happens({ type: 'recordings:pause-changed', ...pause });
    expect(await badge()).toContain('Paused');
    await meeting.happens({ type: 'recordings:recording-stopped', recordingId, by: byHanna });
    expect(await badge()).toBeNull();
  });

  it('goes on with its time where somebody else goes on recording', async () => {
    const recording = { ...running(ids.hanna), startedAt };
    const { meeting, badge } = await barIn({ recording });
    const next = { ...recording, recordingId: ids.meeting, participantId: ids.ann };
    const { recordingId } = recording;
    await meeting.happens({ type: 'recordings:recorder-changed', recordingId, recording: next });
    expect(await badge()).toBe('Recording01:05');
  });
});
