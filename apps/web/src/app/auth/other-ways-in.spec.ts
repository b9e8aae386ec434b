import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { FakeApi, ok, refusal } from '../../testing/fake-api';
import { anAccount } from '../../testing/records';
import { Screen } from '../../testing/screen';
import { GO_TO } from './oidc-departure';
import { PASSKEY_BROWSER, type PasskeyBrowser, PasskeyTrouble } from './passkey-browser';
import { PasskeySupport } from './passkey-support';
import { SignInPage } from './sign-in-page';

@Component({ selector: 'parley-any-page', template: 'arrived' })
class AnyPage {}

const request = { rpId: 'localhost', challenge: 'abc', timeout: 1, userVerification: 'required' };
const credential = {
  id: 'id',
  rawId: 'id',
  type: 'public-key' as const,
  response: { clientDataJSON: 'a', authenticatorData: 'b', signature: 'c' },
};

describe('other ways in', () => {
  let api: FakeApi;
  let browser: jest.Mocked<PasskeyBrowser>;
  const goTo = jest.fn();

  beforeEach(() => {
    localStorage.clear();
    goTo.mockReset();
    browser = {
      create: jest.fn(),
      get: jest.fn().mockResolvedValue(credential),
      hasAutofill: jest.fn().mockResolvedValue(true),
      cancel: jest.fn().mockResolvedValue(undefined),
    };
    api = new FakeApi()
      .on('GET /api/accounts/status', () => ok({ signUp: 'open', providerName: 'Example' }))
      .on('POST /api/sessions/passkey/options', () => ok(request))
      .on('POST /api/sessions/passkey', () => ok(anAccount()));
    TestBed.configureTestingModule({
      providers: [
        api.provide(),
        { provide: PASSKEY_BROWSER, useValue: browser },
        { provide: GO_TO, useValue: goTo },
        provideRouter(
          [
            { path: 'sign-in', component: SignInPage },
            { path: '**', component: AnyPage },
          ],
          withComponentInputBinding(),
        ),
      ],
    });
    jest.spyOn(TestBed.inject(PasskeySupport), 'whyNot').mockReturnValue(null);
  });

  async function open(path = '/sign-in'): Promise<Screen> {
    const harness = await RouterTestingHarness.create();
    await harness.navigateByUrl(path);
    const screen = new Screen(harness.fixture);
    await screen.settled();
    return screen;
  }
  const url = () => TestBed.inject(Router).url;

  it('sign in with a passkey and go on to where the person wanted to go', async () => {
    const screen = await open('/sign-in?then=%2Frecordings');
    await screen.press('Sign in with a passkey');
    expect(url()).toBe('/recordings');
    expect(api.callsTo('POST /api/sessions/passkey')[0]?.body).toEqual({ credential });
  });

  it('say that no passkey was used, when the person said no', async () => {
    browser.get.mockRejectedValue(new PasskeyTrouble('cancelled', null));
    const screen = await open();
    await screen.press('Sign in with a passkey');
    expect(
      screen.has('[role=alert]', 'No passkey was used. Try again, or sign in another way.'),
    ).toBe(true);
    expect(url()).toBe('/sign-in');
  });

  it('say what the server refused', async () => {
    api.on('POST /api/sessions/passkey', () => refusal(401, 'passkey-wrong'));
    const screen = await open();
    await screen.press('Sign in with a passkey');
    expect(screen.text).toContain('This passkey is not known here.');
  });

  it('say why passkeys cannot work, and ask nobody', async () => {
    jest.spyOn(TestBed.inject(PasskeySupport), 'whyNot').mockReturnValue('Passkeys need https.');
    const screen = await open();
    await screen.press('Sign in with a passkey');
    expect(screen.has('[role=alert]', 'Passkeys need https.')).toBe(true);
    expect(browser.get).not.toHaveBeenCalled();
  });

  it('are not offered in the email field to whoever never used one here', async () => {
    await open();
    expect(api.callsTo('POST /api/sessions/passkey/options')).toHaveLength(0);
  });

  it('are offered in the email field where one was used before', async () => {
    TestBed.inject(PasskeySupport).rememberUse();
    await open();
    expect(browser.get).toHaveBeenCalledWith(request, true);
    expect(url()).toBe('/rooms');
  });

  it('lead to the provider, with the path to come back to', async () => {
    api.on('POST /api/oidc/sign-in', () => ok({ address: 'https://login.example/auth?x=1' }));
    const screen = await open('/sign-in?then=%2Frecordings');
    await screen.press('Sign in with Example');
    expect(goTo).toHaveBeenCalledWith('https://login.example/auth?x=1');
    expect(api.callsTo('POST /api/oidc/sign-in')[0]?.body).toEqual({ thenPath: '/recordings' });
  });

  it('never hand the provider a path to another site', async () => {
    api.on('POST /api/oidc/sign-in', () => ok({ address: 'https://login.example/auth' }));
    const screen = await open('/sign-in?then=%2F%2Fevil.example');
    await screen.press('Sign in with Example');
    expect(api.callsTo('POST /api/oidc/sign-in')[0]?.body).toEqual({ thenPath: '/rooms' });
  });

  it('say that the provider is away', async () => {
    api.on('POST /api/oidc/sign-in', () => refusal(503, 'provider-unavailable'));
    const screen = await open();
    await screen.press('Sign in with Example');
    expect(
      screen.has('[role=alert]', 'The sign-in service cannot be reached. Try again later.'),
    ).toBe(true);
    expect(goTo).not.toHaveBeenCalled();
  });

  it.each([
    ['provider-denied', 'The sign-in was cancelled.'],
    ['<script>', ''],
  ])('say what came back from the provider: %s', async (code, sentence) => {
    const screen = await open(`/sign-in?trouble=${encodeURIComponent(code)}`);
    const alert = document.querySelector('[role=alert]');
    expect((alert?.textContent ?? '').trim()).toBe(sentence);
    expect(screen.has('button', 'Sign in with a passkey')).toBe(true);
  });

  it('offer no provider where none is set up', async () => {
    api.on('GET /api/accounts/status', () => ok({ signUp: 'open' }));
    const screen = await open();
    expect(screen.text).not.toContain('Sign in with Example');
  });
});
