import { OverlayContainer } from '@angular/cdk/overlay';
import { type ComponentFixture, DeferBlockBehavior, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { FakeApi, noContent, ok, pageOf, refusal } from '../../testing/fake-api';
import { aRecording, aRoom } from '../../testing/records';
import { Screen, withoutMotion } from '../../testing/screen';
import { Toasts } from '../shell/toasts';
import { RecordingsPage } from './recordings-page';

const other = 'c3f5c1de-6f0b-4c0b-9d3e-0d9b8a7c6e5f';
const usage = { usedBytes: 3_100_000_000, quotaBytes: 20_000_000_000, server: null };
const path = `/api/recordings/${aRecording().id}`;
const rowsOf = () => Array.from(document.querySelectorAll<HTMLElement>('tbody [role=row]'));

describe('the recordings page', () => {
  let api: FakeApi;
  let fixture: ComponentFixture<RecordingsPage>;

  beforeEach(() => {
    api = new FakeApi()
      .on('GET /api/recordings', () => pageOf(aRecording()))
      .on('GET /api/recordings/usage', () => ok(usage))
      .on('GET /api/rooms', () => ok([aRoom()]));
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
          id: other,
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
    api.on(`PATCH ${path}`, () => {
      api.on('GET /api/recordings', () => pageOf(aRecording({ title: 'Budget' })));
      return ok(aRecording({ title: 'Budget' }));
    });
    const screen = await open();
    await screen.press('Rename');
    await screen.type('Title', 'Budget');
    await screen.press('Save');
    expect(api.callsTo(`PATCH ${path}`)[0]?.body).toEqual({ title: 'Budget' });
    expect(rowsOf()[0]?.textContent).toContain('Budget');
  });

  it('deletes at once and takes it back by Undo', async () => {
    api.on(`DELETE ${path}`, () => {
      api.on('GET /api/recordings', () => pageOf());
      return noContent();
    });
    api.on(`POST ${path}/restore`, () => {
      api.on('GET /api/recordings', () => pageOf(aRecording()));
      return ok(aRecording());
    });
    const screen = await open();
    await screen.press('Delete');
    expect(rowsOf()).toHaveLength(0);
    const [toast] = TestBed.inject(Toasts).shown();
    expect([toast?.text, toast?.action?.label]).toEqual(['“Board meeting” is deleted', 'Undo']);
    toast?.action?.run();
    await screen.settled();
    expect(rowsOf()).toHaveLength(1);
    expect(TestBed.inject(Toasts).shown().at(-1)?.text).toBe('“Board meeting” is back');
  });

  it('says so when it is too late to take a deletion back', async () => {
    api.on(`DELETE ${path}`, noContent);
    api.on(`POST ${path}/restore`, () => refusal(410, 'recording-deleted'));
    const screen = await open();
    await screen.press('Delete');
    TestBed.inject(Toasts).shown()[0]?.action?.run();
    await screen.settled();
    expect(TestBed.inject(Toasts).shown().at(-1)?.text).toContain('half a minute only');
  });

  it('downloads and deletes several together, each only what that is possible with', async () => {
    const failed = aRecording({
      id: other,
      title: 'Broken',
      status: 'failed',
      sizeBytes: 88_000_000,
    });
    api.on('GET /api/recordings', () => pageOf(aRecording(), failed));
    for (const id of [aRecording().id, other]) api.on(`DELETE /api/recordings/${id}`, noContent);
    const screen = await open();
    await screen.press('Select all', 'label input, label');
    expect(screen.text).toContain('2 selected, 500 MB');
    expect(screen.one('a', 'Download 1').getAttribute('href')).toBe(
      `/api/recordings/zip?ids=${aRecording().id}`,
    );
    api.on('GET /api/recordings', () => pageOf());
    await screen.press('Delete 2');
    expect(api.calls.filter(({ method }) => method === 'DELETE')).toHaveLength(2);
    expect(screen.has('[role=group]', 'Selection')).toBe(false);
    expect(TestBed.inject(Toasts).shown()[0]?.text).toBe('2 recordings deleted');
  });

  it("shows a room's recordings to those who were there without what only the owner may", async () => {
    api.on('GET /api/recordings', () => pageOf(aRecording({ isOwn: false })));
    const screen = await open();
    expect(screen.has('a', 'Play') && screen.has('a', 'Download')).toBe(true);
    for (const name of ['Rename', 'Share', 'Delete'])
      expect(screen.has('button', name)).toBe(false);
    expect(screen.text).toContain('Shared with you');
  });

  it('says when a rule deletes it', async () => {
    const deletesAt = new Date(new Date().getFullYear(), 11, 31, 12).toISOString();
    api.on('GET /api/recordings', () => pageOf(aRecording({ deletesAt })));
    const screen = await open();
    expect(screen.text).toContain('Goes on 31 Dec');
  });

  it('shows how much room is used, and says what to do before it is full', async () => {
    const screen = await open();
    const meter = screen.one('[role=meter]', 'Your recordings');
    expect(meter.getAttribute('aria-valuetext')).toBe('Your recordings: 3.1 GB of 20 GB');
    expect(screen.text).not.toContain('Delete what you no longer need');
    fixture.destroy();
    api.on('GET /api/recordings/usage', () =>
      ok({ ...usage, usedBytes: 19_000_000_000, server: { usedBytes: 1, quotaBytes: null } }),
    );
    const again = await open();
    expect(again.text).toContain('Almost full. Delete what you no longer need.');
    expect(again.text).toContain('All recordings here: 1 bytes');
  });

  it('pages through a long library', async () => {
    api.on('GET /api/recordings', ({ address }) => {
      const isSecond = address.includes('page=2');
      const items = [aRecording({ title: isSecond ? 'Older' : 'Newer' })];
      return ok({ items, total: 60, page: isSecond ? 2 : 1, pageSize: 50 });
    });
    const screen = await open();
    await screen.press('Next page');
    expect(rowsOf()[0]?.textContent).toContain('Older');
  });
});
