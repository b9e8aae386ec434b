import { libraryTest } from '../../../testing/src/library-page';
import { TabBrowser, type Tab } from './tab-browser';

export { expect } from '../../../testing/src/library-page';

/** What tests of this library find in their pages as `lab`. */
export type Lab = typeof import('./recording-lab');

/** The policy that the portal serves, so that a blob worker or an inline script of RecordRTC would show here. */
const policy =
  "default-src 'self'; script-src 'self'; worker-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:";

const inPage = libraryTest<typeof import('../index'), Lab>('recording', {
  helpers: '../../recording/src/testing/recording-lab.ts',
});

/** `helpers` is the lab in a page under the portal's policy; `tabs` is a browser whose tabs hide and crash. */
export const test = inPage.extend<{ tabs: TabBrowser }>({
  page: async ({ page }, use) => {
    await page.route('**/tick-worker.js', (route) =>
      route.fulfill({
        contentType: 'text/javascript',
        body: "import { runTicks } from '/library.js'; runTicks(self);",
      }),
    );
    await page.route(/\/$/, async (route) => {
      const response = await route.fetch();
      const headers = { ...response.headers(), 'content-security-policy': policy };
      await route.fulfill({ response, headers });
    });
    await use(page);
  },
  tabs: async ({ baseURL: _ }, use) => {
    const browser = await TabBrowser.launch();
    await use(browser);
    await browser.close();
  },
});

/** Runs code with the lab in a tab of `tabs`. */
export function inTab<Value, Argument>(
  tab: Tab,
  body: (lab: Lab, argument: Argument) => Promise<Value>,
  argument: Argument,
): Promise<Value> {
  const call = `(${body.toString()})(lab, ${JSON.stringify(argument)})`;
  return tab.evaluate<Value>(
    `import('/helpers.js').then((lab) => { lab.useBlobClock(); return ${call}; })`,
  );
}
