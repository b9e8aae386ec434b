import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { anAccount } from '../../testing/records';
import { SessionStore } from '../auth/session-store';
import { settle } from '../testing/fake-devices';
import { forgetFilesAtSignOut } from './forget-at-sign-out';
import { clearKeptFiles } from './kept-files';

jest.mock('./kept-files', () => ({ clearKeptFiles: jest.fn(() => Promise.resolve()) }));

describe('files kept on a device', () => {
  it('go when somebody signs out, and stay for a guest and for who signs in', async () => {
    const account = signal<ReturnType<typeof anAccount> | null>(null);
    TestBed.configureTestingModule({
      providers: [{ provide: SessionStore, useValue: { account } }],
    });
    TestBed.runInInjectionContext(forgetFilesAtSignOut);
    const cleared = async () => {
      TestBed.tick();
      await settle();
      return jest.mocked(clearKeptFiles).mock.calls.length;
    };
    expect(await cleared()).toBe(0);
    account.set(anAccount());
    expect(await cleared()).toBe(0);
    account.set(null);
    expect(await cleared()).toBe(1);
  });
});
