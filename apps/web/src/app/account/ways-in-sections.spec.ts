import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import type { Passkey, ProviderConnection } from '@parley/contract';
import { FakeApi, noContent, ok, refusal } from '../../testing/fake-api';
import { anAccount } from '../../testing/records';
import { Screen, withoutMotion } from '../../testing/screen';
import { GO_TO } from '../auth/oidc-departure';
import { PASSKEY_BROWSER, type PasskeyBrowser, PasskeyTrouble } from '../auth/passkey-browser';
import { PasskeySupport } from '../auth/passkey-support';
import { SessionStore } from '../auth/session-store';
import { PasskeysSection } from './passkeys-section';
import { ProviderSection } from './provider-section';

@Component({
  selector: 'parley-ways-in',
  imports: [PasskeysSection, ProviderSection],
  template: '<parley-passkeys-section /><parley-provider-section />',
})
class WaysIn {}

const own = '/api/accounts/me/passkeys';
const phone: Passkey = {
  id: 'b2f5c1de-6f0b-4c0b-9d3e-0d9b8a7c6e5f',
  name: 'Phone',
  createdAt: '2026-11-20T13:02:00.000Z',
  lastUsedAt: null,
};
const creation = {
  rp: { id: 'localhost', name: 'Parley' },
  user: { id: 'a', name: 'a', displayName: 'a' },
  challenge: 'abc',
  pubKeyCredParams: [{ alg: -7, type: 'public-key' }],
  timeout: 1,
  excludeCredentials: [],
  authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
  attestation: 'none',
};
const credential = {
  id: 'id',
  rawId: 'id',
  type: 'public-key' as const,
  response: { clientDataJSON: 'a', attestationObject: 'b' },
};

describe('ways in, on the account page', () => {
  let api: FakeApi;
  let browser: jest.Mocked<PasskeyBrowser>;
  let passkeys: Passkey[];
  let connection: ProviderConnection;
  const goTo = jest.fn();

  beforeEach(() => {
    passkeys = [];
    connection = { name: null, connectedAt: null };
    goTo.mockReset();
    browser = {
      create: jest.fn().mockResolvedValue(credential),
      get: jest.fn(),
      hasAutofill: jest.fn(),
      cancel: jest.fn(),
    };
    api = new FakeApi()
      .on(`GET ${own}`, () => ok(passkeys))
      .on(`POST ${own}/options`, () => ok(creation))
      .on(`POST ${own}`, () => {
        passkeys = [phone];
        return ok(phone);
      })
      .on('GET /api/accounts/me/provider', () => ok(connection));
    TestBed.configureTestingModule({
      providers: [
        api.provide(),
        withoutMotion,
        { provide: PASSKEY_BROWSER, useValue: browser },
        { provide: GO_TO, useValue: goTo },
        provideRouter([{ path: '**', component: WaysIn }]),
      ],
    });
    jest.spyOn(TestBed.inject(PasskeySupport), 'whyNot').mockReturnValue(null);
  });

  async function open(path = '/account'): Promise<Screen> {
    const harness = await RouterTestingHarness.create();
    await harness.navigateByUrl(path);
    const screen = new Screen(harness.fixture);
    await screen.settled();
    return screen;
  }

  it('add a passkey under the name that the person gives', async () => {
    const screen = await open();
    expect(screen.text).toContain('No passkey yet.');
    await screen.press('Add a passkey');
    await screen.type('Passkey name', 'Phone');
    await screen.press('Continue');
    expect(api.callsTo(`POST ${own}`)[0]?.body).toEqual({ name: 'Phone', credential });
    expect(screen.text).toContain('never used');
  });

  it('ask for a name first', async () => {
    const screen = await open();
    await screen.press('Add a passkey');
    await screen.press('Continue');
    expect(screen.field('Passkey name').getAttribute('aria-invalid')).toBe('true');
    expect(browser.create).not.toHaveBeenCalled();
  });

  it('say that this device has one already', async () => {
    browser.create.mockRejectedValue(new PasskeyTrouble('known-already', null));
    const screen = await open();
    await screen.press('Add a passkey');
    await screen.type('Passkey name', 'Phone');
    await screen.press('Continue');
    expect(document.querySelector('[role=alert]')?.textContent).toContain('already');
    expect(screen.has('button', 'Continue')).toBe(true);
  });

  it('say why there can be no passkey here', async () => {
    jest.spyOn(TestBed.inject(PasskeySupport), 'whyNot').mockReturnValue('Passkeys need https.');
    const screen = await open();
    await screen.press('Add a passkey');
    expect(screen.text).toContain('Passkeys need https.');
    expect(screen.has('button', 'Continue')).toBe(false);
  });

  it('ask who it is where the sign-in was long ago, and go on with what was wanted', async () => {
    let isProven = false;
    api
      .on('GET /api/accounts/me', () => ok(anAccount()))
      .on(`POST ${own}/options`, () => (isProven ? ok(creation) : refusal(403, 'proof-needed')))
      .on('POST /api/sessions', () => {
        isProven = api.callsTo('POST /api/sessions').length > 1;
        return isProven ? ok(anAccount()) : refusal(401, 'credentials-wrong');
      });
    await TestBed.inject(SessionStore).load();
    const screen = await open();
    await screen.press('Add a passkey');
    await screen.type('Passkey name', 'Phone');
    await screen.press('Continue');
    expect(browser.create).not.toHaveBeenCalled();
    await screen.type('Password', 'not it');
    await screen.press('Confirm');
    expect(document.body.textContent).toContain('This is not your password.');
    await screen.type('Password', 'correct horse');
    await screen.press('Confirm');
    expect(api.callsTo(`POST ${own}`)[0]?.body).toEqual({ name: 'Phone', credential });
    expect(screen.text).toContain('never used');
  });

  it('do nothing where nobody would say who it is', async () => {
    passkeys = [phone];
    api
      .on('GET /api/accounts/me', () => ok(anAccount()))
      .on(`DELETE ${own}/${phone.id}`, () => refusal(403, 'proof-needed'));
    await TestBed.inject(SessionStore).load();
    const screen = await open();
    await screen.press('Delete Phone');
    await screen.press('Delete', 'mat-dialog-container button');
    await screen.press('Cancel');
    expect(api.callsTo(`DELETE ${own}/${phone.id}`)).toHaveLength(1);
    expect(screen.has('button', 'Delete Phone')).toBe(true);
  });

  it('rename a passkey', async () => {
    passkeys = [phone];
    api.on(`PATCH ${own}/${phone.id}`, () => {
      passkeys = [{ ...phone, name: 'Tablet' }];
      return ok(passkeys[0]);
    });
    const screen = await open();
    await screen.press('Rename Phone');
    await screen.type('Passkey name', 'Tablet');
    await screen.press('Save');
    expect(screen.has('button', 'Rename Tablet')).toBe(true);
  });

  it('keep the last way in, and say so', async () => {
    passkeys = [phone];
    api.on(`DELETE ${own}/${phone.id}`, () => refusal(409, 'last-way-in'));
    const screen = await open();
    await screen.press('Delete Phone');
    await screen.press('Delete', 'mat-dialog-container button');
    expect(screen.text).toContain('Set a password first.');
    expect(screen.has('button', 'Delete Phone')).toBe(true);
  });

  it('say nothing of a provider where none is set up', async () => {
    expect((await open()).text).not.toContain('Sign-in with');
  });

  it('connect the provider, on its own pages', async () => {
    connection = { name: 'Example', connectedAt: null };
    api.on('POST /api/accounts/me/provider', () => ok({ address: 'https://login.example/auth' }));
    const screen = await open();
    await screen.press('Connect Example');
    expect(goTo).toHaveBeenCalledWith('https://login.example/auth');
  });

  it('say what came back from the provider', async () => {
    connection = { name: 'Example', connectedAt: null };
    const screen = await open('/account?trouble=provider-taken');
    expect(screen.text).toContain('This sign-in belongs to another account here.');
  });

  it('disconnect the provider', async () => {
    connection = { name: 'Example', connectedAt: '2026-11-20T13:02:00.000Z' };
    api.on('DELETE /api/accounts/me/provider', () => {
      connection = { name: 'Example', connectedAt: null };
      return noContent();
    });
    const screen = await open();
    await screen.press('Disconnect Example');
    await screen.press('Disconnect');
    expect(screen.has('button', 'Connect Example')).toBe(true);
  });
});
