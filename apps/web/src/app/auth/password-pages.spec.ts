import { Location } from '@angular/common';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { FakeApi, noContent, ok, refusal } from '../../testing/fake-api';
import { Screen } from '../../testing/screen';
import { ForgotPasswordPage } from './forgot-password-page';
import { ResetPasswordPage } from './reset-password-page';

@Component({ selector: 'parley-any-page', template: 'arrived' })
class AnyPage {}

const token = 'A'.repeat(43);

describe('the pages for a forgotten password', () => {
  let api: FakeApi;

  beforeEach(() => {
    api = new FakeApi().on('GET /api/password-resets', () => ok({ byMail: true }));
    TestBed.configureTestingModule({
      providers: [
        api.provide(),
        provideRouter([
          { path: 'forgot-password', component: ForgotPasswordPage },
          { path: 'reset-password', component: ResetPasswordPage },
          { path: '**', component: AnyPage },
        ]),
      ],
    });
  });

  async function open(path: string): Promise<Screen> {
    const harness = await RouterTestingHarness.create();
    await harness.navigateByUrl(path);
    const screen = new Screen(harness.fixture);
    await screen.settled();
    return screen;
  }

  it('send a link, and say nothing of whether there is such an account', async () => {
    api.on('POST /api/password-resets', noContent);
    const screen = await open('/forgot-password');
    await screen.type('Email', ' Hanna@Example.org');
    await screen.press('Send link');
    expect(api.callsTo('POST /api/password-resets')[0]?.body).toEqual({
      email: 'hanna@example.org',
    });
    expect(screen.text).toContain('If there is an account for hanna@example.org');
  });

  it('say whom to ask where the server sends no mail', async () => {
    api.on('GET /api/password-resets', () => ok({ byMail: false }));
    const screen = await open('/forgot-password');
    expect(screen.text).toContain('an administrator can give you a link');
    expect(screen.has('button', 'Send link')).toBe(false);
  });

  it('set a new password by the link, whose secret leaves the address at once', async () => {
    api.on('POST /api/password-resets/use', noContent);
    const screen = await open(`/reset-password#token=${token}`);
    expect(TestBed.inject(Location).path(true)).toBe('/reset-password');
    await screen.type('New password', 'short');
    await screen.press('Save password');
    expect(api.callsTo('POST /api/password-resets/use')).toHaveLength(0);
    await screen.type('New password', 'another horse battery');
    await screen.press('Save password');
    expect(api.callsTo('POST /api/password-resets/use')[0]?.body).toEqual({
      token,
      password: 'another horse battery',
    });
    expect(screen.has('a', 'Sign in')).toBe(true);
  });

  it.each(['/reset-password', '/reset-password#token=short', '/reset-password#other=x'])(
    'refuse %s without asking the server',
    async (path) => {
      const screen = await open(path);
      expect(screen.has('a', 'Ask for a new link')).toBe(true);
      expect(screen.has('button', 'Save password')).toBe(false);
    },
  );

  it('say that the link is used up', async () => {
    api.on('POST /api/password-resets/use', () => refusal(403, 'reset-link-used'));
    const screen = await open(`/reset-password#token=${token}`);
    await screen.type('New password', 'another horse battery');
    await screen.press('Save password');
    expect(screen.has('a', 'Ask for a new link')).toBe(true);
  });
});
