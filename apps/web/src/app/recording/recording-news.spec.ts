import { TestBed } from '@angular/core/testing';
import { MeetingStore } from '../meeting/meeting-store';
import { byHanna, ids } from '../testing/meeting-builders';
import { recordedMeeting, recordingId, running } from '../testing/recorded-meeting';
import { newsOf } from '../text/meeting.en';
import { RecordingNews } from './recording-news';

const [low, high] = [523.25, 659.25];
const playNotes = jest.fn();
jest.mock('../media/play-notes', () => ({
  playNotes: (pitches: readonly number[]): unknown => playNotes(pitches),
}));

async function newsIn(seen: Parameters<typeof recordedMeeting>[1] = {}) {
  const meeting = await recordedMeeting([RecordingNews], seen);
  TestBed.inject(RecordingNews);
  return meeting;
}

const starts = { type: 'recordings:recording-started', recording: running(ids.hanna) } as const;
const stops = { type: 'recordings:recording-stopped', recordingId, by: byHanna } as const;

describe('what everybody hears of a recording', () => {
  beforeEach(() => {
    localStorage.clear();
    playNotes.mockClear();
  });

  it('is two notes upwards when it starts, and downwards when it stops', async () => {
    const meeting = await newsIn();
    expect(playNotes).not.toHaveBeenCalled();
    await meeting.happens({ ...starts, by: byHanna });
    expect(playNotes.mock.calls).toEqual([[[low, high]]]);
    await meeting.happens(stops);
    expect(playNotes.mock.calls).toEqual([[[low, high]], [[high, low]]]);
  });

  it('is heard by whoever comes while it goes on', async () => {
    await newsIn({ recording: running(ids.hanna) });
    expect(playNotes.mock.calls).toEqual([[[low, high]]]);
  });

  it('is nothing while it pauses, or goes on with somebody else, who is named', async () => {
    const meeting = await newsIn({ recording: running(ids.ann) });
    playNotes.mockClear();
    const pause = { recordingId, isPaused: true, pausedMs: 0, by: byHanna };
    await meeting.happens({ type: 'recordings:pause-changed', ...pause });
    const recording = { ...running(ids.hanna), recordingId: ids.meeting };
    await meeting.happens({ type: 'recordings:recorder-changed', recordingId, recording });
    expect(playNotes).not.toHaveBeenCalled();
    expect(meeting.said()).toEqual([
      'Hanna paused the recording',
      'Hanna goes on with the recording',
    ]);
  });

  it('is silence where this device wants no sounds', async () => {
    localStorage.setItem('parley.recording-sound', 'off');
    const meeting = await newsIn();
    await meeting.happens({ ...starts, by: byHanna });
    await meeting.happens(stops);
    expect(playNotes).not.toHaveBeenCalled();
  });

  it('covers no banner that asks for consent with the same news', async () => {
    const meeting = await newsIn();
    const before = TestBed.inject(MeetingStore).state();
    expect(before && newsOf({ ...starts, by: byHanna }, before)).toBeNull();
    await meeting.happens({ ...starts, by: byHanna });
    expect(meeting.said()).toEqual([]);
  });
});
