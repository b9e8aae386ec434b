import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { Title } from '@angular/platform-browser';
import { provideRouter } from '@angular/router';
import type { SharedRecording } from '@parley/contract';
import { FakeApi, noContent, ok, refusal } from '../../testing/fake-api';
import { fakeMedia } from '../../testing/fake-media';
import { Screen, withoutMotion } from '../../testing/screen';
import { SharedRecordingPage } from './shared-recording-page';

const token = 'A'.repeat(43);
const path = `/api/shared/${token}`;
const shared = (changes: Partial<SharedRecording> = {}): SharedRecording => ({
  title: 'Budget',
  roomName: 'Board meeting',
  startedAt: '2026-11-20T13:02:00.000Z',
  durationMs: 60_000,
  hasThumbnail: true,
  allowsDownload: false,
  formats: ['webm'],
  ...changes,
});

describe('the page of a shared recording', () => {
  let api: FakeApi;
  let media: ReturnType<typeof fakeMedia>;
  let fixture: ComponentFixture<SharedRecordingPage>;

  beforeEach(() => {
    media = fakeMedia();
    api = new FakeApi()
      .on(`GET ${path}`, () => ok(shared()))
      .on(`GET ${path}/timeline`, () =>
        ok({ chapters: [{ atMs: 5_000, kind: 'spoke', name: 'Ann' }], chat: [] }),
      );
    TestBed.configureTestingModule({
      providers: [api.provide(), provideRouter([]), withoutMotion],
    });
  });
  afterEach(() => {
    fixture.destroy();
    media.undo();
  });

  async function open(): Promise<Screen> {
    fixture = TestBed.createComponent(SharedRecordingPage);
    fixture.componentRef.setInput('token', token);
    const screen = new Screen(fixture);
    await screen.settled();
    return screen;
  }

  it('plays with its chapters, and offers no file that is not given', async () => {
    const screen = await open();
    expect(screen.one('video', 'Player').getAttribute('src')).toBe(`${path}/file`);
    expect(screen.has('button', '00:05 Ann spoke')).toBe(true);
    expect(screen.has('a', 'Download')).toBe(false);
    expect(TestBed.inject(Title).getTitle()).toBe('Budget · Parley');
  });

  it('offers the file where the link allows it', async () => {
    api.on(`GET ${path}`, () => ok(shared({ allowsDownload: true, formats: ['webm', 'mp4'] })));
    const screen = await open();
    expect(screen.one('a', 'Download').getAttribute('href')).toBe(`${path}/file?download=1`);
    expect(screen.has('button', 'Download MP4')).toBe(true);
  });

  it('says in one sentence that a link is over, whatever ended it', async () => {
    api.on(`GET ${path}`, () => refusal(404, 'not-found'));
    const screen = await open();
    expect(screen.has('h1', 'This link does not work')).toBe(true);
    expect(screen.text).toContain('Ask whoever sent it for a new one.');
    expect(api.callsTo(`GET ${path}/timeline`)).toHaveLength(0);
  });

  it('sends people to sign in and back', async () => {
    api.on(`GET ${path}`, () => refusal(401, 'sign-in-needed'));
    const screen = await open();
    expect(screen.one('a', 'Sign in').getAttribute('href')).toBe(
      `/sign-in?then=${encodeURIComponent(`/shared/${token}`)}`,
    );
  });

  it('asks for the password until it is right', async () => {
    api.on(`GET ${path}`, () => refusal(403, 'share-password-needed'));
    api.on(`POST ${path}/unlock`, () => refusal(403, 'share-password-wrong'));
    const screen = await open();
    await screen.type('Password', 'open');
    await screen.press('Watch');
    expect(document.querySelector('[role=alert]')?.textContent).toContain('The password is wrong.');
    expect(screen.field('Password').value).toBe('');
    api.on(`POST ${path}/unlock`, noContent).on(`GET ${path}`, () => ok(shared()));
    await screen.type('Password', 'sesame');
    await screen.press('Watch');
    expect(api.callsTo(`POST ${path}/unlock`)[1]?.body).toEqual({ password: 'sesame' });
    expect(screen.has('video', 'Player')).toBe(true);
  });

  it('offers another try when the server does not answer', async () => {
    api.on(`GET ${path}`, () => Promise.reject(new TypeError('offline')));
    const screen = await open();
    api.on(`GET ${path}`, () => ok(shared()));
    await screen.press('Try again');
    expect(screen.has('video', 'Player')).toBe(true);
  });
});
