import { OverlayContainer } from '@angular/cdk/overlay';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { AdminAccount } from '@parley/contract';
import { FakeApi, noContent, ok, refusal } from '../../testing/fake-api';
import { anAccount } from '../../testing/records';
import { Screen, withoutMotion } from '../../testing/screen';
import { PeoplePage } from './people-page';

const ben: AdminAccount = {
  ...anAccount({ id: 'b3f5c1de-6f0b-4c0b-9d3e-0d9b8a7c6e5f', name: 'Ben', email: 'ben@a.example' }),
  isDisabled: false,
  roomCount: 2,
};
const pageOf = (...items: unknown[]) => ok({ items, total: items.length, page: 1, pageSize: 50 });
const change = `PATCH /api/admin/accounts/${ben.id}`;
const secret = 'Zk0xS3pYb1Q2N2J1c0hVd2E5ZVJtTnZqTHRQaUdjRDQ';
const link = `https://parley.example.org/sign-up#invitation=${secret}`;
const invitation = {
  id: 'c3f5c1de-6f0b-4c0b-9d3e-0d9b8a7c6e5f',
  email: null,
  isAdministrator: false,
  createdAt: '2026-11-20T13:02:00.000Z',
  expiresAt: '2026-11-27T13:02:00.000Z',
  state: 'open',
  createdBy: 'Ada',
  usedBy: null,
};

describe('the people of a server', () => {
  let api: FakeApi;
  let fixture: ComponentFixture<PeoplePage>;

  beforeEach(() => {
    api = new FakeApi()
      .on('GET /api/admin/accounts', () => pageOf(ben))
      .on('GET /api/admin/invitations', () => pageOf())
      .on('GET /api/password-resets', () => ok({ byMail: false }));
    TestBed.configureTestingModule({
      providers: [api.provide(), provideRouter([]), withoutMotion],
    });
  });
  afterEach(() => {
    fixture.destroy();
    TestBed.inject(OverlayContainer).ngOnDestroy();
  });

  async function open(): Promise<Screen> {
    fixture = TestBed.createComponent(PeoplePage);
    const screen = new Screen(fixture);
    await screen.settled();
    return screen;
  }

  it('are listed with email, rooms and standing', async () => {
    const screen = await open();
    for (const part of ['Ben', 'ben@a.example', '2 rooms', '1 account'])
      expect(screen.text).toContain(part);
  });

  it('are disabled only after asking once more', async () => {
    api.on(change, () => ok({ ...ben, isDisabled: true }));
    const screen = await open();
    await screen.press('Actions for Ben');
    await screen.press('Disable account');
    expect(api.callsTo(change)).toHaveLength(0);
    await screen.within('[role=dialog]', 'Disable Ben?').press('Disable account');
    expect(api.callsTo(change)[0]?.body).toEqual({ isDisabled: true });
  });

  it('stay as they are where the server refuses, which is said', async () => {
    api
      .on('GET /api/admin/accounts', () => pageOf({ ...ben, isAdministrator: true }))
      .on(change, () => refusal(409, 'last-administrator'));
    const screen = await open();
    await screen.press('Actions for Ben');
    await screen.press('Remove administrator');
    expect(api.callsTo('GET /api/admin/accounts')).toHaveLength(1);
  });

  it('are invited by a link that is shown once', async () => {
    api.on('POST /api/admin/invitations', () => ok({ invitation, link, wasMailed: false }));
    const screen = await open();
    await screen.press('Invite');
    await screen.press('Make invitation');
    expect(api.callsTo('POST /api/admin/invitations')[0]?.body).toEqual({
      email: null,
      isAdministrator: false,
      validDays: 7,
      sendsMail: false,
    });
    expect(screen.field('Link').value).toBe(link);
  });

  it('are no longer invited once the invitation is revoked', async () => {
    api
      .on('GET /api/admin/invitations', () => pageOf(invitation))
      .on(`DELETE /api/admin/invitations/${invitation.id}`, noContent);
    const screen = await open();
    await screen.press('Revoke');
    expect(api.callsTo(`DELETE /api/admin/invitations/${invitation.id}`)).toHaveLength(1);
  });
});
