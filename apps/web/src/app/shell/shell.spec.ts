import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Title } from '@angular/platform-browser';
import { provideRouter, Router, TitleStrategy } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { FakeApi, ok, refusal } from '../../testing/fake-api';
import { anAccount } from '../../testing/records';
import { Screen } from '../../testing/screen';
import { whenSignedIn } from '../auth/guards';
import { SessionStore } from '../auth/session-store';
import { PageTitle } from './page-title';
import { Shell } from './shell';

@Component({ selector: 'parley-any-page', template: '<h1>page</h1>' })
class AnyPage {}

describe('the shell', () => {
  let api: FakeApi;

  beforeEach(() => {
    api = new FakeApi().on('GET /api/accounts/me', () => ok(anAccount()));
    TestBed.configureTestingModule({
      providers: [
        api.provide(),
        { provide: TitleStrategy, useClass: PageTitle },
        provideRouter([
          { path: 'sign-in', component: AnyPage },
          {
            path: '',
            canActivate: [whenSignedIn],
            component: Shell,
            children: [{ path: '**', title: 'Rooms', component: AnyPage }],
          },
        ]),
      ],
    });
  });

  async function open(): Promise<Screen> {
    const harness = await RouterTestingHarness.create();
    await harness.navigateByUrl('/rooms');
    const screen = new Screen(harness.fixture);
    await screen.settled();
    return screen;
  }
  const url = () => TestBed.inject(Router).url;

  it('names the page in the tab and marks it in the bar', async () => {
    const screen = await open();
    expect(TestBed.inject(Title).getTitle()).toBe('Rooms · Parley');
    expect(screen.one('a', 'Rooms').getAttribute('aria-current')).toBe('page');
    expect(screen.one('a', 'Recordings').hasAttribute('aria-current')).toBe(false);
  });

  it('signs out from the account menu', async () => {
    api.on('DELETE /api/sessions/current', () => ok({ address: null }));
    const screen = await open();
    await screen.press('Account menu');
    await screen.press('Sign out', '[role=menuitem]');
    expect(url()).toBe('/sign-in');
    expect(TestBed.inject(SessionStore).account()).toBeNull();
  });

  it('leaves for the sign-in page when the session ends on the server, and comes back after', async () => {
    api.on('DELETE /api/sessions/current', () => refusal(401, 'unauthenticated'));
    const screen = await open();
    await TestBed.inject(SessionStore).signOut();
    await screen.settled();
    expect(url()).toBe('/sign-in?then=%2Frooms');
  });
});
