import { test as base } from '@playwright/test';
import { describePage, keepDiary } from './diary';
import { Person } from './person';
import { ParleyServer } from './server';

interface Meeting {
  /** Somebody with a fresh browser profile: own cookies, own storage. */
  arrives(name: string, device?: { phone?: boolean; dark?: boolean }): Promise<Person>;
  /** Somebody with an account of their own, signed in. */
  host(name?: string): Promise<Person>;
}

let accounts = 0;

/** Where a run is looked at by its output alone, this is all there is to find a fault by. */
async function printDiaries(diaries: ReadonlyMap<Person, readonly string[]>): Promise<void> {
  for (const [{ name, page }, lines] of diaries) {
    const shown = page.isClosed() ? 'closed' : await describePage(page);
    console.log(`── ${name}, ${page.url()}\n${lines.join('\n')}\n${shown}`);
  }
}

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
  arrives: async ({ browser, parley }, use, testInfo) => {
    const contexts: { close(): Promise<void> }[] = [];
    const diaries = new Map<Person, string[]>();
    await use(async (name, { phone = false, dark = false } = {}) => {
      const context = await browser.newContext({
        permissions: ['clipboard-read', 'clipboard-write'],
        colorScheme: dark ? 'dark' : 'light',
        ...(phone
          ? { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
          : { viewport: { width: 1280, height: 800 } }),
      });
      contexts.push(context);
      const person = await Person.arrives(name, context, parley.url);
      diaries.set(person, keepDiary(person.page));
      return person;
    });
    if (testInfo.status !== testInfo.expectedStatus) await printDiaries(diaries);
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
