import { OverlayContainer } from '@angular/cdk/overlay';
import { TestBed } from '@angular/core/testing';
import { MAT_DIALOG_DATA } from '@angular/material/dialog';
import type { RecordingShare } from '@parley/contract';
import { FakeApi, noContent, ok, refusal } from '../../testing/fake-api';
import { aRecording } from '../../testing/records';
import { Screen, withoutMotion } from '../../testing/screen';
import { ShareDialog } from './share-dialog';

const path = `/api/recordings/${aRecording().id}/shares`;
const aShare = (changes: Partial<RecordingShare> = {}): RecordingShare => ({
  id: 'd4f5c1de-6f0b-4c0b-9d3e-0d9b8a7c6e5f',
  label: 'Press',
  createdAt: '2026-11-20T13:02:00.000Z',
  expiresAt: null,
  needsSignIn: false,
  hasPassword: true,
  allowsDownload: false,
  openedCount: 3,
  ...changes,
});
const link = `https://parley.example.org/shared/${'A'.repeat(43)}`;

describe('the links of a recording', () => {
  let api: FakeApi;

  beforeEach(() => {
    api = new FakeApi().on(`GET ${path}`, () => ok([aShare()]));
    const data = { id: aRecording().id, title: 'Board meeting' };
    TestBed.configureTestingModule({
      providers: [api.provide(), { provide: MAT_DIALOG_DATA, useValue: data }, withoutMotion],
    });
  });
  afterEach(() => {
    TestBed.resetTestingModule();
    TestBed.inject(OverlayContainer).ngOnDestroy();
  });

  async function open(): Promise<Screen> {
    const screen = new Screen(TestBed.createComponent(ShareDialog));
    await screen.settled();
    return screen;
  }

  it('are listed with what they ask for and how often they were opened', async () => {
    const screen = await open();
    expect(screen.within('li', 'Press').text).toContain('Opened 3 times, password');
  });

  it('are made with an end, and shown once', async () => {
    const madeAt = Date.now();
    api.on(`POST ${path}`, () => ok({ ...aShare({ label: 'Team', openedCount: 0 }), link }));
    const screen = await open();
    await screen.type('For whom', 'Team');
    await screen.type('Password', 'sesame');
    await screen.press('Make link');
    const body = api.callsTo(`POST ${path}`)[0]?.body as { readonly expiresAt: string };
    expect(body).toMatchObject({
      ...{ label: 'Team', password: 'sesame' },
      ...{ needsSignIn: false, allowsDownload: false },
    });
    expect(Date.parse(body.expiresAt)).toBeGreaterThanOrEqual(madeAt + 7 * 24 * 3_600_000);
    expect(screen.text).toContain(link);
    expect(screen.has('button', 'Copy link: Team')).toBe(true);
    expect(screen.field('Password').value).toBe('');
  });

  it('are not made for nobody', async () => {
    const screen = await open();
    await screen.press('Make link');
    expect(api.callsTo(`POST ${path}`)).toHaveLength(0);
    expect(screen.describedBy(screen.field('For whom'))).toContain('Say for whom');
  });

  it('are revoked after asking once more', async () => {
    const one = `DELETE ${path}/${aShare().id}`;
    api.on(one, noContent);
    const screen = await open();
    await screen.press('Revoke Press');
    expect(api.callsTo(one)).toHaveLength(0);
    await screen.within('[role=dialog]', 'Revoke the link for “Press”?').press('Revoke');
    expect(api.callsTo(one)).toHaveLength(1);
    expect(screen.has('li', 'Press')).toBe(false);
  });

  it('say why they could not be made', async () => {
    api.on(`POST ${path}`, () => refusal(409, 'conflict'));
    const screen = await open();
    await screen.type('For whom', 'Team');
    await screen.press('Make link');
    expect(document.querySelector('[role=alert]')?.textContent).toContain('Somebody changed this');
  });
});
