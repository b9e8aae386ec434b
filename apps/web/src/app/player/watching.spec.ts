import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { SharedTimeline } from '@parley/contract';
import { FakeApi } from '../../testing/fake-api';
import { fakeMedia } from '../../testing/fake-media';
import { Screen, withoutMotion } from '../../testing/screen';
import { Watching } from './watching';

const timeline: SharedTimeline = {
  chapters: [
    { atMs: 0, kind: 'joined', name: 'Ann' },
    { atMs: 60_000, kind: 'shared', name: 'Bob' },
    { atMs: 90_000, kind: 'spoke', name: 'Ann' },
  ],
  chat: [
    { atMs: 10_000, name: 'Ann', text: 'Hello' },
    { atMs: 70_000, name: 'Bob', text: 'See page four' },
  ],
};

describe('watching a recording', () => {
  let media: ReturnType<typeof fakeMedia>;
  let fixture: ComponentFixture<Watching>;

  beforeEach(() => {
    localStorage.clear();
    media = fakeMedia();
    TestBed.configureTestingModule({ providers: [new FakeApi().provide(), withoutMotion] });
  });

  afterEach(() => {
    fixture.destroy();
    media.undo();
  });

  async function open(shown: SharedTimeline | null = timeline): Promise<Screen> {
    fixture = TestBed.createComponent(Watching);
    fixture.componentRef.setInput('source', '/api/recordings/1/file');
    fixture.componentRef.setInput('durationMs', 120_000);
    fixture.componentRef.setInput('timeline', shown);
    document.body.append(fixture.nativeElement as HTMLElement);
    const screen = new Screen(fixture);
    await screen.settled();
    return screen;
  }
  const video = (screen: Screen) => screen.one('video', 'Player') as HTMLVideoElement;

  async function press(screen: Screen, key: string, target: HTMLElement): Promise<void> {
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    await screen.settled();
  }

  it('plays and pauses by button and by key', async () => {
    const screen = await open();
    await screen.press('Play');
    expect(video(screen).paused).toBe(false);
    expect(screen.has('button', 'Pause')).toBe(true);
    await press(screen, ' ', document.body);
    expect(video(screen).paused).toBe(true);
  });

  it('skips within the recording and not beyond it', async () => {
    const screen = await open();
    await press(screen, 'l', video(screen));
    expect(video(screen).currentTime).toBe(10);
    await press(screen, 'ArrowLeft', video(screen));
    expect(video(screen).currentTime).toBe(5);
    await press(screen, 'j', video(screen));
    expect(video(screen).currentTime).toBe(0);
    expect(screen.one('input', 'Time').getAttribute('aria-valuetext')).toBe('00:00 of 02:00');
  });

  it('remembers the speed on this device', async () => {
    const screen = await open();
    await press(screen, '>', video(screen));
    await press(screen, '>', video(screen));
    expect(video(screen).playbackRate).toBe(1.5);
    expect(screen.text).toContain('Speed 1.5×');
    fixture.destroy();
    TestBed.resetTestingModule().configureTestingModule({
      providers: [new FakeApi().provide(), withoutMotion],
    });
    expect(video(await open()).playbackRate).toBe(1.5);
  });

  it('goes to a chapter, and says which one is on', async () => {
    const screen = await open();
    await screen.press('01:00 Bob shared a screen');
    expect(video(screen).currentTime).toBe(60);
    expect(screen.one('button', '01:00 Bob shared a screen').getAttribute('aria-current')).toBe(
      'true',
    );
    expect(screen.one('button', '00:00 Ann joined').getAttribute('aria-current')).toBeNull();
  });

  it('keeps the chat in step, and goes to a line', async () => {
    const screen = await open();
    await screen.press('Chat');
    const [hello, page] = [
      screen.one('button', '00:10 Ann Hello'),
      screen.one('button', '01:10 Bob See page four'),
    ];
    video(screen).currentTime = 15;
    video(screen).dispatchEvent(new Event('timeupdate'));
    await screen.settled();
    expect(hello.getAttribute('aria-current')).toBe('true');
    expect(page.classList).toContain('later');
    page.click();
    await screen.settled();
    expect(video(screen).currentTime).toBe(70);
    await press(screen, 'j', page);
    expect(video(screen).currentTime).toBe(60);
    page.click();
    await screen.settled();
    expect(page.getAttribute('aria-current')).toBe('true');
  });

  it('changes between chapters and chat by arrow, which then skips nothing', async () => {
    const screen = await open();
    await press(screen, 'ArrowRight', screen.one('button', 'Chapters'));
    expect(screen.one('[role=tab]', 'Chat').getAttribute('aria-selected')).toBe('true');
    expect(document.activeElement).toBe(screen.one('[role=tab]', 'Chat'));
    expect(video(screen).currentTime).toBe(0);
  });

  it('shows the picture alone where nothing is known of it', async () => {
    const screen = await open({ chapters: [], chat: [] });
    expect(document.querySelector('[role=tablist]')).toBeNull();
    expect(screen.has('video', 'Player')).toBe(true);
  });
});
