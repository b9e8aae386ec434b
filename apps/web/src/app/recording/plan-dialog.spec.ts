import { TestBed } from '@angular/core/testing';
import { MatDialogRef } from '@angular/material/dialog';
import { usualRecordingPlan } from '@parley/contract';
import { Screen } from '../../testing/screen';
import { ids, nothingOn, participant } from '../testing/meeting-builders';
import { recordedMeeting } from '../testing/recorded-meeting';
import { PlanChoice } from './plan-choice';
import { PlanDialog } from './plan-dialog';

async function opened() {
  const close = jest.fn();
  const sharing = { ...nothingOn, screen_share: true };
  await recordedMeeting([{ provide: MatDialogRef, useValue: { close } }], {
    participants: [participant(ids.hanna, { publications: sharing }), participant(ids.ann)],
  });
  const fixture = TestBed.createComponent(PlanDialog);
  const host = fixture.nativeElement as HTMLElement;
  document.body.replaceChildren(host);
  const screen = new Screen(fixture, host);
  await screen.settled();
  const choose = async (selector: string) => {
    host.querySelector<HTMLElement>(selector)?.click();
    await screen.settled();
  };
  const pick = async (label: string, option: string) => {
    const select = Array.from(host.querySelectorAll('label'))
      .find((one) => one.textContent?.includes(label))
      ?.querySelector('select');
    if (!select) throw new Error(`no list ${label}`);
    select.selectedIndex = Array.from(select.options).findIndex(
      ({ text }) => text.trim() === option,
    );
    select.dispatchEvent(new Event('change'));
    await screen.settled();
  };
  return { screen, close, choose, pick };
}

describe('the recording options', () => {
  beforeEach(() => localStorage.clear());

  it('start with the usual plan where nothing is changed', async () => {
    const { screen, close } = await opened();
    await screen.press('Start');
    expect(close.mock.calls).toEqual([[usualRecordingPlan]]);
  });

  it('start with what was chosen', async () => {
    const { screen, close, choose, pick } = await opened();
    await choose('input[value=tile]');
    await pick('Person or screen', 'Hanna (screen)');
    await pick('Quality', 'Fine: 1080p, about 2.3 GB an hour');
    await screen.press('Separate tracks', '[role=switch]');
    await screen.press('Start');
    const tile = { participantId: ids.hanna, source: 'screen_share' };
    expect(close.mock.calls).toEqual([
      [{ picture: 'tile', tile, quality: 'fine', withTracks: true }],
    ]);
  });

  it('are remembered on this device, but for the one person or screen', () => {
    const choice = TestBed.inject(PlanChoice);
    choice.keep({ picture: 'none', tile: null, quality: 'small', withTracks: true });
    const tile = { participantId: ids.ann, source: 'camera' } as const;
    TestBed.resetTestingModule();
    expect(TestBed.inject(PlanChoice).plan()).toMatchObject({ picture: 'none', quality: 'small' });
    TestBed.inject(PlanChoice).keep({ picture: 'tile', tile, quality: 'fine', withTracks: false });
    TestBed.resetTestingModule();
    expect(TestBed.inject(PlanChoice).plan()).toMatchObject({ picture: 'grid', tile: null });
  });

  it('are the usual ones where something else stands in their place', () => {
    localStorage.setItem('parley.recording-plan', '{"picture":"everything"');
    expect(TestBed.inject(PlanChoice).plan()).toEqual(usualRecordingPlan);
  });
});
