import { inject } from '@angular/core';
import { type CanActivateFn, Router } from '@angular/router';
import { pathAfterSignIn } from './path-after-sign-in';
import { SessionStore } from './session-store';

/** Lets signed-in people pass and sends the others to sign in, from where they come back. */
export const whenSignedIn: CanActivateFn = async (_, state) => {
  const session = inject(SessionStore);
  const router = inject(Router);
  if ((await session.load()) !== null) return true;
  const then = state.url === '/' ? null : state.url;
  return router.createUrlTree(['/sign-in'], { queryParams: { then } });
};

/** Sends signed-in people past the sign-in pages. */
export const whenSignedOut: CanActivateFn = async (route) => {
  const session = inject(SessionStore);
  const router = inject(Router);
  if ((await session.load()) === null) return true;
  return router.parseUrl(pathAfterSignIn(route.queryParamMap.get('then')));
};

/** Lets administrators pass; to anybody else these pages do not exist. The server refuses them all the same. */
export const whenAdministrator: CanActivateFn = async () => {
  const router = inject(Router);
  const account = await inject(SessionStore).load();
  return account?.isAdministrator === true || router.parseUrl('/rooms');
};
