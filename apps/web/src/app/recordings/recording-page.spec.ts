import { OverlayContainer } from '@angular/cdk/overlay';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { Title } from '@angular/platform-browser';
import { provideRouter, Router } from '@angular/router';
import { FakeApi, noContent, ok, refusal } from '../../testing/fake-api';
import { fakeMedia } from '../../testing/fake-media';
import { aRecording } from '../../testing/records';
import { Screen, withoutMotion } from '../../testing/screen';
import { Toasts } from '../shell/toasts';
import { RecordingPage } from './recording-page';

const recordingId = aRecording().id;
const at = '2026-11-20T13:02:00.000Z';
const timeline = {
  chapters: [{ atMs: 0, kind: 'joined', name: 'Ann' }],
  chat: [],
  consents: [
    { name: 'Ann', answer: 'agreed', at },
    { name: 'Bob', answer: 'declined', at },
  ],
};
const path = `/api/recordings/${recordingId}`;

describe('the page of one recording', () => {
  let api: FakeApi;
  let media: ReturnType<typeof fakeMedia>;
  let fixture: ComponentFixture<RecordingPage>;

  beforeEach(() => {
    media = fakeMedia();
    api = new FakeApi()
      .on(`GET ${path}`, () => ok(aRecording({ title: 'Budget' })))
      .on(`GET ${path}/timeline`, () => ok(timeline));
    TestBed.configureTestingModule({
      providers: [api.provide(), provideRouter([{ path: '**', children: [] }]), withoutMotion],
    });
  });

  afterEach(() => {
    fixture.destroy();
    media.undo();
    TestBed.inject(OverlayContainer).ngOnDestroy();
  });

  async function open(): Promise<Screen> {
    fixture = TestBed.createComponent(RecordingPage);
    fixture.componentRef.setInput('recordingId', recordingId);
    const screen = new Screen(fixture);
    await screen.settled();
    return screen;
  }

  it('plays the file, offers it for download, and names the tab after it', async () => {
    const screen = await open();
    expect(screen.one('video', 'Player').getAttribute('src')).toBe(`${path}/file`);
    expect(screen.one('a', 'Download').getAttribute('href')).toBe(`${path}/file?download=1`);
    expect(TestBed.inject(Title).getTitle()).toBe('Budget · Parley');
  });

  it('says what to do when the browser cannot play it', async () => {
    const screen = await open();
    screen.one('video', 'Player').dispatchEvent(new Event('error'));
    await screen.settled();
    expect(screen.text).toContain('This browser cannot play the recording. Download it instead.');
  });

  it('says so, once, when there is no such recording', async () => {
    api.on(`GET ${path}`, () => refusal(404, 'not-found'));
    const screen = await open();
    expect(screen.all('h1, h2', 'Page not found')).toHaveLength(1);
    expect(api.calls).toHaveLength(1);
  });

  it('offers another try when the server does not answer', async () => {
    api.on(`GET ${path}`, () => Promise.reject(new TypeError('offline')));
    const screen = await open();
    api.on(`GET ${path}`, () => ok(aRecording()));
    await screen.press('Try again');
    expect(screen.has('video', 'Player')).toBe(true);
  });

  it('waits with the person while it is processed', async () => {
    api.on(`GET ${path}`, () => ok(aRecording({ status: 'processing', durationMs: null })));
    const screen = await open();
    expect(screen.has('video', 'Player') || screen.has('a', 'Download')).toBe(false);
    expect(screen.text).toContain('It plays here in a few seconds.');
  });

  it('goes back to the library after deleting, which can be undone there', async () => {
    api.on(`DELETE ${path}`, noContent);
    const screen = await open();
    await screen.press('Delete');
    expect(TestBed.inject(Router).url).toBe('/recordings');
    expect(TestBed.inject(Toasts).shown()[0]?.action?.label).toBe('Undo');
  });

  it('says that it was deleted, where it was', async () => {
    api.on(`GET ${path}`, () => refusal(410, 'recording-deleted'));
    const screen = await open();
    expect(screen.text).toContain('This recording was deleted.');
  });

  it('shows chapters beside the picture and who agreed below it', async () => {
    const screen = await open();
    expect(screen.has('button', '00:00 Ann joined')).toBe(true);
    const consents = screen.within('ul', 'Consent').text;
    expect(consents).toMatch(/Ann.*Agreed.*Bob.*Declined/);
  });

  it("offers everybody's own tracks as one zip", async () => {
    const track = {
      ...{ id: recordingId, participantName: 'Ann', source: 'camera', status: 'ready' },
      ...{ offsetMs: 120, durationMs: 61_000, sizeBytes: 9_000_000 },
    };
    api.on(`GET ${path}`, () => ok(aRecording({ trackCount: 1 })));
    api.on(`GET ${path}/tracks`, () => ok([track]));
    const screen = await open();
    expect(screen.within('ul', 'Tracks').text).toMatch(/Ann.*Camera.*01:01, 9.0 MB/);
    expect(screen.one('a', 'Download tracks').getAttribute('href')).toBe(`${path}/tracks.zip`);
  });

  it('makes the MP4 for who downloads it, and for a browser that cannot play the other', async () => {
    api.on(`GET ${path}`, () => ok(aRecording({ formats: ['webm', 'mp4'] })));
    api.on(`GET ${path}/file`, () => new Response('x', { status: 206 }));
    const screen = await open();
    const saved: string[] = [];
    const press = jest.spyOn(HTMLAnchorElement.prototype, 'click');
    press.mockImplementation(function (this: HTMLAnchorElement) {
      saved.push(this.getAttribute('href') ?? '');
    });
    await screen.press('Download MP4');
    press.mockRestore();
    expect(saved).toEqual([`${path}/file?format=mp4&download=1`]);
    const video = screen.one('video', 'Player');
    video.dispatchEvent(new Event('error'));
    await screen.settled();
    expect(video.getAttribute('src')).toBe(`${path}/file?format=mp4`);
    video.dispatchEvent(new Event('error'));
    await screen.settled();
    expect(screen.text).toContain('Download it instead');
  });

  it('gives its number to whoever asks for it', async () => {
    const screen = await open();
    const clipboard = { writeText: jest.fn().mockResolvedValue(undefined) };
    Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
    await screen.press('Copy recording number');
    expect(clipboard.writeText).toHaveBeenCalledWith(recordingId);
    expect(TestBed.inject(Toasts).shown()[0]?.text).toBe('Recording number copied');
  });

  it('lets those who were there watch, and change nothing', async () => {
    api.on(`GET ${path}`, () => ok(aRecording({ isOwn: false })));
    const screen = await open();
    expect(screen.has('video', 'Player') && screen.has('a', 'Download')).toBe(true);
    for (const name of ['Rename', 'Share', 'Delete'])
      expect(screen.has('button', name)).toBe(false);
  });
});
