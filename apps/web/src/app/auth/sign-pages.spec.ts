import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { FakeApi, ok, refusal } from '../../testing/fake-api';
import { anAccount } from '../../testing/records';
import { Screen } from '../../testing/screen';
import { SignInPage } from './sign-in-page';
import { SignUpPage } from './sign-up-page';

@Component({ selector: 'parley-any-page', template: 'arrived' })
class AnyPage {}

const token = 'A'.repeat(43);

describe('the sign-in pages', () => {
  let api: FakeApi;

  beforeEach(() => {
    api = new FakeApi().on('GET /api/accounts/status', () => ok({ signUp: 'open' }));
    TestBed.configureTestingModule({
      providers: [
        api.provide(),
        provideRouter(
          [
            { path: 'sign-in', component: SignInPage },
            { path: 'sign-up', component: SignUpPage },
            { path: '**', component: AnyPage },
          ],
          withComponentInputBinding(),
        ),
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
  const url = () => TestBed.inject(Router).url;

  it('sign in and go on to where the person wanted to go', async () => {
    api.on('POST /api/sessions', () => ok(anAccount()));
    const screen = await open('/sign-in?then=%2Frecordings');
    await screen.type('Email', ' Hanna@Example.org ');
    await screen.type('Password', 'correct horse battery');
    await screen.press('Sign in');
    expect(url()).toBe('/recordings');
    expect(api.callsTo('POST /api/sessions')[0]?.body).toEqual({
      email: 'hanna@example.org',
      password: 'correct horse battery',
    });
  });

  it('say that email or password is wrong, never which, and empty the password', async () => {
    api.on('POST /api/sessions', () => refusal(401, 'credentials-wrong'));
    const screen = await open('/sign-in');
    await screen.type('Email', 'hanna@example.org');
    await screen.type('Password', 'wrong');
    await screen.press('Sign in');
    expect(screen.has('[role=alert]', 'Email or password is wrong.')).toBe(true);
    expect(screen.field('Password').value).toBe('');
    expect(url()).toBe('/sign-in');
  });

  it('name the field that is missing, and send nothing', async () => {
    const screen = await open('/sign-in');
    await screen.press('Sign in');
    const email = screen.field('Email');
    expect(email.getAttribute('aria-invalid')).toBe('true');
    expect(screen.describedBy(email)).toBe('Type an email address, like ann@example.org.');
    expect(api.callsTo('POST /api/sessions')).toHaveLength(0);
  });

  it('create an account', async () => {
    api.on('POST /api/accounts', () => ok(anAccount()));
    const screen = await open('/sign-up');
    await screen.type('Name', 'Hanna Host');
    await screen.type('Email', 'hanna@example.org');
    await screen.type('Password', 'correct horse battery');
    await screen.press('Create account');
    expect(url()).toBe('/rooms');
    expect(api.callsTo('POST /api/accounts')[0]?.body).not.toHaveProperty('setupToken');
  });

  it('refuse a short password before the server has to', async () => {
    const screen = await open('/sign-up');
    await screen.type('Password', 'short');
    await screen.press('Create account');
    expect(screen.field('Password').getAttribute('aria-invalid')).toBe('true');
    expect(api.callsTo('POST /api/accounts')).toHaveLength(0);
  });

  it('hand the one-time token over and take it out of the address, also where accounts are closed', async () => {
    api.on('GET /api/accounts/status', () => ok({ signUp: 'invited' }));
    api.on('POST /api/accounts', () => ok(anAccount({ isAdministrator: true })));
    const screen = await open(`/sign-up#setup=${token}`);
    expect(window.location.href).not.toContain(token);
    await screen.type('Name', 'Hanna Host');
    await screen.type('Email', 'hanna@example.org');
    await screen.type('Password', 'correct horse battery');
    await screen.press('Create account');
    expect(api.callsTo('POST /api/accounts')[0]?.body).toMatchObject({ setupToken: token });
  });

  it('say so where accounts are closed, and show no form', async () => {
    api.on('GET /api/accounts/status', () => ok({ signUp: 'invited' }));
    const screen = await open('/sign-up');
    expect(screen.text).toContain('Accounts are by invitation here');
    expect(screen.has('button', 'Create account')).toBe(false);
  });
});
