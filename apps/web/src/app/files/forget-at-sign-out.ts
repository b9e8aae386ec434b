import { effect, inject } from '@angular/core';
import { SessionStore } from '../auth/session-store';

/** Whoever signs out leaves no received file on the device, not even a part of one. Needs an injection context. */
export function forgetFilesAtSignOut(): void {
  const session = inject(SessionStore);
  let wasSignedIn = false;
  effect(() => {
    const isSignedIn = session.account() !== null;
    if (wasSignedIn && !isSignedIn) void forgetFiles();
    wasSignedIn = isSignedIn;
  });
}

async function forgetFiles(): Promise<void> {
  try {
    const { clearKeptFiles } = await import('./kept-files');
    await clearKeptFiles();
  } catch (error) {
    console.warn('files: not forgotten', error);
  }
}
