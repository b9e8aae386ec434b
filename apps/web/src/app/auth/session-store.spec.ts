import { TestBed } from '@angular/core/testing';
import { FakeApi, ok, refusal } from '../../testing/fake-api';
import { anAccount } from '../../testing/records';
import { SessionStore } from './session-store';

describe('the session store', () => {
  let api: FakeApi;

  beforeEach(() => {
    localStorage.clear();
    api = new FakeApi();
    TestBed.configureTestingModule({ providers: [api.provide()] });
  });

  const credentials = { email: 'hanna@example.org', password: 'correct horse' };

  it('remembers on this device that somebody signed in, until they sign out', async () => {
    api.on('POST /api/sessions', () => ok(anAccount()));
    api.on('DELETE /api/sessions/current', () => ok({ address: null }));
    const store = TestBed.inject(SessionStore);
    expect(store.mayBeSignedIn()).toBe(false);
    await store.signIn(credentials);
    expect(store.mayBeSignedIn()).toBe(true);
    await store.signOut();
    expect(store.mayBeSignedIn()).toBe(false);
  });

  it('learns from the server, which knows better', async () => {
    let isSignedIn = true;
    api.on('GET /api/accounts/me', () =>
      isSignedIn ? ok(anAccount()) : refusal(401, 'unauthenticated'),
    );
    await TestBed.inject(SessionStore).load();
    expect(TestBed.inject(SessionStore).mayBeSignedIn()).toBe(true);
    TestBed.resetTestingModule().configureTestingModule({ providers: [api.provide()] });
    isSignedIn = false;
    const later = TestBed.inject(SessionStore);
    expect([await later.load(), later.mayBeSignedIn()]).toEqual([null, false]);
  });
});
