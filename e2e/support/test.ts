import { test as base } from '@playwright/test';
import { Person } from './person';
import { ParleyServer } from './server';

interface Meeting {
  /** Somebody with a fresh browser profile: own cookies, own storage. */
  arrives(name: string, device?: { phone?: boolean; dark?: boolean }): Promise<Person>;
  /** Somebody with an account of their own, signed in. */
  host(name?: string): Promise<Person>;
}

let accounts = 0;

/** Playwright's test with a running Parley and people who come to it. */
export const test = base.extend<Meeting, { parley: ParleyServer }>({
  parley: [
    async ({}, use) => {
      const server = await ParleyServer.start();
      await use(server);
      await server.dispose();
    },
    { scope: 'worker' },
  ],
  arrives: async ({ browser, parley }, use) => {
    const contexts: { close(): Promise<void> }[] = [];
    await use(async (name, { phone = false, dark = false } = {}) => {
      const context = await browser.newContext({
        permissions: ['clipboard-read', 'clipboard-write'],
        colorScheme: dark ? 'dark' : 'light',
        ...(phone
          ? { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
          : { viewport: { width: 1280, height: 800 } }),
      });
      contexts.push(context);
      return Person.arrives(name, context, parley.url);
    });
    for (const context of contexts) await context.close();
  },
  host: async ({ arrives }, use) => {
    await use(async (name = 'Hanna Host') => {
      const person = await arrives(name);
      accounts += 1;
      await person.signsUp(`host-${accounts}-${Date.now()}@example.org`);
      return person;
    });
  },
});

export { expect } from '@playwright/test';
