import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { FakeApi, ok, refusal } from '../../testing/fake-api';
import { anAccount } from '../../testing/records';
import { whenSignedIn, whenSignedOut } from './guards';
import { SessionStore } from './session-store';

@Component({ selector: 'parley-any-page', template: 'page' })
class AnyPage {}

const signedOut = () => refusal(401, 'unauthenticated');

describe('the way in', () => {
  const api = new FakeApi();

  beforeEach(() => {
    api.calls.length = 0;
    TestBed.configureTestingModule({
      providers: [
        api.provide(),
        provideRouter([
          { path: 'sign-in', canActivate: [whenSignedOut], component: AnyPage },
          { path: '**', canActivate: [whenSignedIn], component: AnyPage },
        ]),
      ],
    });
  });

  async function arriveFrom(path: string): Promise<string> {
    const harness = await RouterTestingHarness.create();
    await harness.navigateByUrl(path);
    return TestBed.inject(Router).url;
  }

  it('sends a stranger to sign in, and remembers where they wanted to go', async () => {
    api.on('GET /api/accounts/me', signedOut);
    expect(await arriveFrom('/recordings?search=x')).toBe(
      '/sign-in?then=%2Frecordings%3Fsearch%3Dx',
    );
  });

  it('remembers nothing for the start page', async () => {
    api.on('GET /api/accounts/me', signedOut);
    expect(await arriveFrom('/')).toBe('/sign-in');
  });

  it('lets a signed-in person pass and asks the server only once', async () => {
    api.on('GET /api/accounts/me', () => ok(anAccount()));
    expect(await arriveFrom('/rooms')).toBe('/rooms');
    await TestBed.inject(Router).navigateByUrl('/recordings');
    expect(api.calls).toHaveLength(1);
  });

  it('takes a signed-in person past the sign-in page, but never to another site', async () => {
    api.on('GET /api/accounts/me', () => ok(anAccount()));
    expect(await arriveFrom('/sign-in?then=%2Faccount')).toBe('/account');
    await TestBed.inject(Router).navigateByUrl('/sign-in?then=%2F%2Fevil.example');
    expect(TestBed.inject(Router).url).toBe('/rooms');
  });

  it('signs out also where the server has forgotten the session', async () => {
    api.on('GET /api/accounts/me', () => ok(anAccount()));
    const session = TestBed.inject(SessionStore);
    await session.load();
    api.on('DELETE /api/sessions/current', signedOut);
    await session.signOut();
    expect(session.account()).toBeNull();
  });

  it('stays signed in where signing out did not reach the server', async () => {
    api.on('GET /api/accounts/me', () => ok(anAccount()));
    const session = TestBed.inject(SessionStore);
    await session.load();
    api.on('DELETE /api/sessions/current', () => Promise.reject(new TypeError('offline')));
    await expect(session.signOut()).rejects.toMatchObject({ code: 'offline' });
    expect(session.account()).not.toBeNull();
    api.on('DELETE /api/sessions/current', () => ok({ address: null }));
    await session.signOut();
    expect(session.account()).toBeNull();
  });
});
