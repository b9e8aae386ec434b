import { TestBed } from '@angular/core/testing';
import { Screen } from '../../testing/screen';
import { ids } from '../testing/meeting-builders';
import { recordedMeeting, recordingId, running } from '../testing/recorded-meeting';
import { KeepingBanner } from './keeping-banner';
import { RecordingNews } from './recording-news';
import { RecordingSound } from './recording-sound';

const quiet = { sayStarted: () => undefined, sayStopped: () => undefined };
const heading = 'The server has no room for the recording right now';

async function recordedBy(recorder: string) {
  const providers = [RecordingNews, { provide: RecordingSound, useValue: quiet }];
  const meeting = await recordedMeeting(providers, { recording: running(recorder) });
  TestBed.inject(RecordingNews);
  const fixture = TestBed.createComponent(KeepingBanner);
  const screen = new Screen(fixture, fixture.nativeElement as HTMLElement);
  const becomes = async (isKept: boolean) => {
    await meeting.happens({ type: 'recordings:keeping-changed', recordingId, isKept });
    await screen.settled();
  };
  await screen.settled();
  return { meeting, screen, becomes };
}

describe('a server without room', () => {
  it('is told to everybody for as long as it lasts, and that it is over', async () => {
    const { meeting, screen, becomes } = await recordedBy(ids.hanna);
    expect(screen.text.trim()).toBe('');
    await becomes(false);
    expect(screen.text).toContain(heading);
    expect(screen.text).toContain('Hanna’s device keeps it');
    expect(meeting.said()).toEqual([]);
    await becomes(true);
    expect(screen.text.trim()).toBe('');
    expect(meeting.said()).toEqual(['There is room again: the recording is kept on the server.']);
  });

  it('is told whoever records that their own device keeps it', async () => {
    const { screen, becomes } = await recordedBy(ids.ann);
    await becomes(false);
    expect(screen.text).toContain('this device keeps it');
    expect(screen.text).toContain('Do not close this page');
  });
});
