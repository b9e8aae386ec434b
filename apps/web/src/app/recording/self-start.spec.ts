import { TestBed } from '@angular/core/testing';
import { usualRecordingPlan, usualRoomRecording } from '@parley/contract';
import { byHanna, ids, participant } from '../testing/meeting-builders';
import { recordedMeeting, recordingId, running } from '../testing/recorded-meeting';
import { RecordAlong } from './record-along';
import { RecordingStore } from './recording-store';
import { SelfStart } from './self-start';

const start = jest.fn();
const recordAlong = jest.fn(() => Promise.resolve());
const byItself = { ...usualRoomRecording, startsByItself: true };
const alongside = { ...usualRoomRecording, recordsAlong: true };
const early = '2026-01-01T09:59:00.000Z';
const ann = participant(ids.ann, { role: 'moderator' });
const hanna = participant(ids.hanna, { joinedAt: early });

type Seen = Parameters<typeof recordedMeeting>[1];

async function meetingWith(feature: typeof SelfStart | typeof RecordAlong, seen: Seen) {
  const store = { provide: RecordingStore, useValue: { start, recordAlong } };
  const meeting = await recordedMeeting([feature, store], seen);
  TestBed.inject<unknown>(feature);
  return meeting;
}

beforeEach(() => {
  localStorage.clear();
  start.mockClear();
  recordAlong.mockClear();
});

describe('a recording that starts by itself', () => {
  const alone = { roomRecording: byItself, participants: [ann] };

  it('starts on the page of the moderator who is there first', async () => {
    await meetingWith(SelfStart, alone);
    expect(start.mock.calls).toEqual([[usualRecordingPlan]]);
  });

  it('starts once: whoever came later leaves it to them', async () => {
    await meetingWith(SelfStart, { roomRecording: byItself, participants: [ann, hanna] });
    expect(start).not.toHaveBeenCalled();
  });

  it('starts when the one who was first has lost the connection', async () => {
    const away = { ...hanna, isConnected: false };
    await meetingWith(SelfStart, { roomRecording: byItself, participants: [ann, away] });
    expect(start).toHaveBeenCalledTimes(1);
  });

  it('does not start where participants are alone, or the room does not say so', async () => {
    const guest = participant(ids.ann);
    await meetingWith(SelfStart, { roomRecording: byItself, participants: [guest] });
    TestBed.resetTestingModule();
    await meetingWith(SelfStart, { participants: [ann] });
    expect(start).not.toHaveBeenCalled();
  });

  it('stays stopped once somebody stopped it, for those who come later too', async () => {
    const recording = { recording: running(ids.ann), wasRecorded: true };
    const meeting = await meetingWith(SelfStart, { ...alone, ...recording });
    await meeting.happens({ type: 'recordings:recording-stopped', recordingId, by: byHanna });
    TestBed.resetTestingModule();
    await meetingWith(SelfStart, { ...alone, wasRecorded: true });
    expect(start).not.toHaveBeenCalled();
  });

  it('starts when the owner switches it on meanwhile', async () => {
    const meeting = await meetingWith(SelfStart, { participants: [ann] });
    await meeting.happens({ type: 'recordings:rules-changed', rules: byItself });
    expect(start).toHaveBeenCalledTimes(1);
  });
});

describe('recording along by itself', () => {
  const hers = running(ids.hanna);
  const standbyOf = (participantId: string | null) =>
    ({ type: 'recordings:standby-changed', recordingId, participantId }) as const;

  it('begins on the page of the first moderator beside the recorder, once', async () => {
    const seen = { roomRecording: alongside, participants: [hanna, ann], recording: hers };
    const meeting = await meetingWith(RecordAlong, seen);
    await meeting.happens({ type: 'recordings:rules-changed', rules: alongside });
    expect(recordAlong.mock.calls).toEqual([[hers]]);
  });

  it('waits for its turn while somebody else records along', async () => {
    const seen = { roomRecording: alongside, participants: [hanna, ann] };
    const recording = { ...hers, standbyParticipantId: ids.page };
    const meeting = await meetingWith(RecordAlong, { ...seen, recording });
    expect(recordAlong).not.toHaveBeenCalled();
    await meeting.happens(standbyOf(null));
    expect(recordAlong).toHaveBeenCalledTimes(1);
  });

  it('is not done beside the own recording, nor where the room does not say so', async () => {
    await meetingWith(RecordAlong, { roomRecording: alongside, recording: running(ids.ann) });
    TestBed.resetTestingModule();
    await meetingWith(RecordAlong, { recording: hers });
    expect(recordAlong).not.toHaveBeenCalled();
  });
});
