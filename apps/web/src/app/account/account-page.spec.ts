import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import type { Account } from '@parley/contract';
import { FakeApi, noContent, ok, refusal } from '../../testing/fake-api';
import { anAccount } from '../../testing/records';
import { Screen, withoutMotion } from '../../testing/screen';
import { whenSignedIn } from '../auth/guards';
import { AccountPage } from './account-page';
// Loaded before the page loads it, so that it is there within the turns that a test waits.
import './deletion-dialog';

@Component({ selector: 'parley-any-page', template: 'arrived' })
class AnyPage {}

const id = (digit: number) => `5b1d7c36-0f4b-4d62-8f0e-00000000000${digit}`;
const session = (digit: number, changes: object = {}) => ({
  id: id(digit),
  browser: 'Firefox',
  system: 'Linux',
  createdAt: '2026-11-20T13:02:00.000Z',
  lastSeenAt: new Date().toISOString(),
  isCurrent: false,
  ...changes,
});

describe('the account page', () => {
  let api: FakeApi;

  beforeEach(() => {
    api = new FakeApi()
      .on('GET /api/accounts/me', () => ok(anAccount()))
      .on('GET /api/sessions', () => ok([session(1, { isCurrent: true }), session(2)]));
    TestBed.configureTestingModule({
      providers: [
        api.provide(),
        withoutMotion,
        provideRouter(
          [
            { path: 'account', canActivate: [whenSignedIn], component: AccountPage },
            { path: '**', component: AnyPage },
          ],
          withComponentInputBinding(),
        ),
      ],
    });
  });

  async function open(account: Partial<Account> = {}): Promise<Screen> {
    api.on('GET /api/accounts/me', () => ok(anAccount(account)));
    const harness = await RouterTestingHarness.create();
    await harness.navigateByUrl('/account');
    const screen = new Screen(harness.fixture);
    await screen.settled();
    return screen;
  }

  it('changes the name', async () => {
    api.on('PATCH /api/accounts/me', ({ body }) => ok(anAccount(body as Partial<Account>)));
    const screen = await open();
    expect(screen.field('Name').value).toBe('Hanna Host');
    await screen.type('Name', 'Hanna Held');
    await screen.press('Save name');
    expect(api.callsTo('PATCH /api/accounts/me')[0]?.body).toEqual({ name: 'Hanna Held' });
    expect(screen.field('Name').value).toBe('Hanna Held');
  });

  it('shows the picture and takes it away', async () => {
    api.on('DELETE /api/accounts/me/picture', () => ok(anAccount()));
    const screen = await open({ pictureId: id(9) });
    const address = () => document.querySelector('ui-avatar img')?.getAttribute('src');
    expect(address()).toBe(`/api/pictures/${id(9)}`);
    await screen.press('Remove picture');
    expect(address()).toBeUndefined();
    expect(screen.has('button', 'Remove picture')).toBe(false);
  });

  it('shows initials where the picture cannot be had', async () => {
    const screen = await open({ pictureId: id(9) });
    document.querySelector('ui-avatar img')?.dispatchEvent(new Event('error'));
    await screen.settled();
    expect(document.querySelector('ui-avatar')?.textContent.trim()).toBe('HH');
  });

  it('changes the password of whoever knows it', async () => {
    api.on('POST /api/accounts/me/password', noContent);
    const screen = await open();
    await screen.type('Current password', 'correct horse battery');
    await screen.type('New password', 'another horse battery');
    await screen.press('Change password');
    expect(api.callsTo('POST /api/accounts/me/password')[0]?.body).toEqual({
      current: 'correct horse battery',
      password: 'another horse battery',
    });
    expect(screen.field('New password').value).toBe('');
  });

  it('says that the current password is wrong, and sends none that is too short', async () => {
    api.on('POST /api/accounts/me/password', () => refusal(401, 'credentials-wrong'));
    const screen = await open();
    await screen.type('Current password', 'wrong');
    await screen.type('New password', 'short');
    await screen.press('Change password');
    expect(api.callsTo('POST /api/accounts/me/password')).toHaveLength(0);
    await screen.type('New password', 'long enough for this');
    await screen.press('Change password');
    expect(screen.has('[role=alert]', 'The current password is wrong.')).toBe(true);
    expect(TestBed.inject(Router).url).toBe('/account');
  });

  it('asks for no current password where there is none', async () => {
    api.on('POST /api/accounts/me/password', noContent);
    const screen = await open({ hasPassword: false });
    expect(screen.has('label', 'Current password')).toBe(false);
    await screen.type('New password', 'another horse battery');
    await screen.press('Set password');
    expect(screen.has('label', 'Current password')).toBe(true);
  });

  it('lists sessions in words and ends one, or all others', async () => {
    api.on(`DELETE /api/sessions/${id(2)}`, noContent).on('DELETE /api/sessions', noContent);
    const screen = await open();
    expect(screen.text).toContain('Firefox on Linux');
    expect(screen.text).toContain('Last seen just now');
    expect(screen.all('ui-chip', 'This session')).toHaveLength(1);
    await screen.press('End all other sessions');
    expect(api.callsTo('DELETE /api/sessions')).toHaveLength(1);
    api.on('GET /api/sessions', () => ok([session(1, { isCurrent: true })]));
    await screen.press('End session: Firefox on Linux');
    expect(api.callsTo(`DELETE /api/sessions/${id(2)}`)).toHaveLength(1);
    expect(screen.has('button', 'End all other sessions')).toBe(false);
  });

  it('says what goes with the account, and deletes it only with the password', async () => {
    api.on('POST /api/accounts/me/deletion', () => refusal(401, 'credentials-wrong'));
    const screen = await open();
    await screen.press('Delete account');
    await screen.settled();
    const dialog = screen.within('[role=dialog]', 'Delete your account?');
    expect(dialog.text).toContain('Your rooms with their links');
    await dialog.press('Delete account');
    expect(api.callsTo('POST /api/accounts/me/deletion')).toHaveLength(0);
    await dialog.type('Password', 'wrong');
    await dialog.press('Delete account');
    expect(dialog.has('[role=alert]', 'The password is wrong.')).toBe(true);

    api.on('POST /api/accounts/me/deletion', noContent);
    await dialog.type('Password', 'correct horse battery');
    await dialog.press('Delete account');
    await screen.settled();
    expect(TestBed.inject(Router).url).toBe('/sign-in');
  });
});
