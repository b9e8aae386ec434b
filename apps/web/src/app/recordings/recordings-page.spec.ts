import { OverlayContainer } from '@angular/cdk/overlay';
import { type ComponentFixture, DeferBlockBehavior, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { FakeApi, noContent, ok, pageOf } from '../../testing/fake-api';
import { aRecording } from '../../testing/records';
import { Screen, withoutMotion } from '../../testing/screen';
import { RecordingsPage } from './recordings-page';
import { RecordingsStore } from './recordings-store';

const path = `/api/recordings/${aRecording().id}`;
const rowsOf = () => Array.from(document.querySelectorAll<HTMLElement>('tbody [role=row]'));

describe('the recordings page', () => {
  let api: FakeApi;
  let fixture: ComponentFixture<RecordingsPage>;

  beforeEach(() => {
    api = new FakeApi().on('GET /api/recordings', () => pageOf(aRecording()));
    TestBed.configureTestingModule({
      // What was interrupted on this device needs a real browser's storage, and has tests of its own.
      deferBlockBehavior: DeferBlockBehavior.Manual,
      providers: [api.provide(), provideRouter([]), withoutMotion],
    });
  });

  afterEach(() => {
    fixture.destroy();
    TestBed.inject(OverlayContainer).ngOnDestroy();
  });

  async function open(): Promise<Screen> {
    fixture = TestBed.createComponent(RecordingsPage);
    const screen = new Screen(fixture);
    await screen.settled();
    return screen;
  }

  it('shows room, people, duration, size and status of each', async () => {
    await open();
    const text = rowsOf()[0]?.textContent ?? '';
    for (const part of ['Board meeting', 'Hanna Host, Ann', '24:16', '412 MB', 'Ready'])
      expect(text).toContain(part);
  });

  it('plays on its own page and downloads the file itself', async () => {
    const screen = await open();
    expect(screen.one('a', 'Play').getAttribute('href')).toBe(`/recordings/${aRecording().id}`);
    expect(screen.one('a', 'Download').getAttribute('href')).toBe(`${path}/file?download=1`);
  });

  it('offers nothing that cannot work yet, and says why something failed', async () => {
    api.on('GET /api/recordings', () =>
      pageOf(
        aRecording({ status: 'recording', durationMs: null }),
        aRecording({
          id: 'c3f5c1de-6f0b-4c0b-9d3e-0d9b8a7c6e5f',
          status: 'failed',
          statusReason: 'damaged',
        }),
      ),
    );
    const screen = await open();
    expect(screen.has('a', 'Play') || screen.has('a', 'Download')).toBe(false);
    expect(rowsOf().map((row) => new Screen(fixture, row).has('button', 'Delete'))).toEqual([
      false,
      true,
    ]);
    expect(screen.text).toContain('What arrived cannot be played');
  });

  it('explains how to make the first one', async () => {
    api.on('GET /api/recordings', () => pageOf());
    const screen = await open();
    expect(screen.has('h2', 'Nothing recorded yet')).toBe(true);
    expect(document.querySelector('input[type=search]')).toBeNull();
  });

  it('renames', async () => {
    api.on(`PATCH ${path}`, () => ok(aRecording({ title: 'Budget' })));
    const screen = await open();
    await screen.press('Rename');
    await screen.type('Title', 'Budget');
    await screen.press('Save');
    expect(api.callsTo(`PATCH ${path}`)[0]?.body).toEqual({ title: 'Budget' });
    expect(rowsOf()[0]?.textContent).toContain('Budget');
  });

  it('deletes only after asking once more', async () => {
    api.on(`DELETE ${path}`, noContent);
    const screen = await open();
    await screen.press('Delete');
    expect(api.callsTo(`DELETE ${path}`)).toHaveLength(0);
    await screen.within('[role=dialog]', 'Delete “Board meeting”?').press('Delete');
    expect(api.callsTo(`DELETE ${path}`)).toHaveLength(1);
    expect(rowsOf()).toHaveLength(0);
  });
});

describe('RecordingsStore', () => {
  it('shows the last of several searches, whichever is answered first', async () => {
    const answers = new Map<string, (response: Response) => void>();
    const api = new FakeApi().on(
      'GET /api/recordings',
      ({ address }) => new Promise((resolve) => answers.set(address, resolve)),
    );
    TestBed.configureTestingModule({ providers: [api.provide(), RecordingsStore] });
    const store = TestBed.inject(RecordingsStore);
    const searches = [store.load('bud'), store.load('budget')];
    answers.get('/api/recordings?search=budget')?.(pageOf(aRecording({ title: 'Budget' })));
    await searches[1];
    answers.get('/api/recordings?search=bud')?.(pageOf(aRecording({ title: 'Buddies' })));
    await searches[0];
    expect(store.recordings()?.map(({ title }) => title)).toEqual(['Budget']);
    expect(store.search()).toBe('budget');
  });

  it('knows when something will change by itself', async () => {
    const api = new FakeApi().on('GET /api/recordings', () =>
      pageOf(aRecording({ status: 'processing' })),
    );
    TestBed.configureTestingModule({ providers: [api.provide(), RecordingsStore] });
    const store = TestBed.inject(RecordingsStore);
    expect(store.isChanging()).toBe(false);
    await store.load('');
    expect(store.isChanging()).toBe(true);
  });
});
