import { TestBed } from '@angular/core/testing';
import { settle } from '../../testing/fake-devices';
import { byHanna, ids } from '../../testing/meeting-builders';
import { recordedMeeting } from '../../testing/recorded-meeting';
import { newsOf } from '../../text/meeting.en';
import { pictureText } from '../../text/picture.en';
import { MeetingStore } from '../meeting-store';
import { TilePicture } from './tile-picture';

/** A tile of 1280 × 720, in a browser that can draw where the test says so. */
async function shown(participantId: string, canDraw = true) {
  const meeting = await recordedMeeting([]);
  const saved: string[] = [];
  const sizes: number[][] = [];
  jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
  jest.spyOn(HTMLCanvasElement.prototype, 'toBlob').mockImplementation(function (
    this: HTMLCanvasElement,
    done,
  ) {
    sizes.push([this.width, this.height]);
    done(canDraw ? new Blob(['png']) : null);
  });
  jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    saved.push(this.download);
  });
  Object.assign(URL, { createObjectURL: () => 'blob:1', revokeObjectURL: () => undefined });
  const fixture = TestBed.createComponent(TilePicture);
  const video = Object.defineProperties(document.createElement('video'), {
    videoWidth: { value: 1280 },
    videoHeight: { value: 720 },
  });
  fixture.componentRef.setInput('participantId', participantId);
  fixture.componentRef.setInput('label', 'Hanna');
  fixture.componentRef.setInput('video', video);
  await fixture.whenStable();
  const page: HTMLElement = fixture.nativeElement;
  page.querySelector<HTMLElement>('[aria-label="Save a picture of Hanna"]')?.click();
  await settle();
  return { meeting, saved, sizes };
}

describe('a still picture of a tile', () => {
  afterEach(() => jest.restoreAllMocks());

  it('is as large as the video, and saved once whoever is on it was told', async () => {
    const { meeting, saved, sizes } = await shown(ids.hanna);
    expect(sizes).toEqual([[1280, 720]]);
    expect(meeting.asked('recordings:take-picture')).toEqual([{ participantId: ids.hanna }]);
    expect(saved).toEqual([]);
    await meeting.answers('recordings:take-picture', null);
    expect(saved).toEqual([expect.stringMatching(/^Hanna \d{4}(-\d\d){2} \d\d(\.\d\d){2}\.png$/)]);
    expect(meeting.said()).toEqual(['Picture saved']);
  });

  it('is not saved where nobody could be told', async () => {
    const { meeting, saved } = await shown(ids.hanna);
    await meeting.refuses('recordings:take-picture', 'not-found');
    expect([saved, meeting.said().length]).toEqual([[], 1]);
  });

  it('of oneself is told to nobody', async () => {
    const { meeting, saved } = await shown(ids.ann);
    expect([meeting.asked('recordings:take-picture'), saved.length]).toEqual([[], 1]);
  });

  it('that the browser cannot make is said', async () => {
    const { meeting, saved } = await shown(ids.ann, false);
    expect([saved, meeting.said()]).toEqual([[], [pictureText.failed]]);
  });

  it('has the name and the time in its name', () => {
    const name = pictureText.fileName('Ann, screen', new Date(2026, 0, 3, 4, 5, 6));
    expect(name).toBe('Ann, screen 2026-01-03 04.05.06.png');
  });

  it('is told in words to whoever is on it', async () => {
    await recordedMeeting([]);
    const before = TestBed.inject(MeetingStore).state();
    const taken = { type: 'recordings:picture-taken', by: byHanna } as const;
    expect(before && newsOf(taken, before)).toBe('Hanna saved a picture of what you show');
  });
});
