import { TestBed } from '@angular/core/testing';
import { usualRoomRecording } from '@parley/contract';
import { Screen } from '../../testing/screen';
import { ids, participant } from '../testing/meeting-builders';
import { recordedMeeting, running } from '../testing/recorded-meeting';
import { ConsentBanner } from './consent-banner';
import { ConsentStore } from './consent-store';

const mustAgree = { ...usualRoomRecording, consent: 'must-agree' } as const;

async function recorded(seen: Parameters<typeof recordedMeeting>[1] = {}) {
  const meeting = await recordedMeeting([ConsentStore], {
    recording: running(ids.hanna),
    participants: [participant(ids.hanna), participant(ids.ann)],
    ...seen,
  });
  const fixture = TestBed.createComponent(ConsentBanner);
  const screen = new Screen(fixture, fixture.nativeElement as HTMLElement);
  await screen.settled();
  return { meeting, screen, consent: TestBed.inject(ConsentStore) };
}

const answered = (consent: 'agreed' | 'declined') =>
  ({ type: 'recordings:consent-changed', participantId: ids.ann, consent }) as const;

describe('the question of consent', () => {
  it('says who records, and goes with the answer', async () => {
    const { meeting, screen } = await recorded();
    expect(screen.has('section', 'This meeting is being recorded')).toBe(true);
    expect(screen.text).toContain('Hanna records picture and sound.');
    await screen.press('OK');
    expect(meeting.asked('recordings:answer-consent')).toEqual([{ agrees: true }]);
    await meeting.happens(answered('agreed'));
    await screen.settled();
    expect(screen.text.trim()).toBe('');
  });

  it('leaves out who declines, who may change their mind', async () => {
    const { meeting, screen, consent } = await recorded();
    await screen.press('Leave me out');
    await meeting.happens(answered('declined'));
    await meeting.answers('recordings:answer-consent', null);
    expect([consent.isLeftOut(), consent.action()]).toEqual([true, 'Let me be recorded']);
    expect(meeting.said()).toEqual([expect.stringMatching(/^You are left out/)]);
    void consent.answer(true);
    await meeting.happens(answered('agreed'));
    await meeting.answers('recordings:answer-consent', null);
    expect(consent.action()).toBe('Leave me out of the recording');
  });

  it('says where one is left out until one agrees', async () => {
    const { screen, consent } = await recorded({ roomRecording: mustAgree });
    expect(screen.text).toContain('You are left out until you do.');
    expect(consent.isLeftOut()).toBe(true);
  });

  it('says that the own device records, too', async () => {
    const { screen } = await recorded({ recording: running(ids.hanna, { withTracks: true }) });
    expect(screen.text).toContain('This device records your own, too');
  });

  it('is not asked of whoever records, nor of those who answered', async () => {
    const own = await recorded({ recording: running(ids.ann) });
    expect([own.screen.text.trim(), own.consent.action()]).toEqual(['', '']);
    TestBed.resetTestingModule();
    const participants = [
      participant(ids.hanna),
      participant(ids.ann, { recordingConsent: 'agreed' }),
    ];
    const { screen } = await recorded({ participants });
    expect(screen.text.trim()).toBe('');
  });
});
