import { chromium } from '@playwright/test';
import { hostPage, join } from '../people.mjs';
import { browserOptions, makeRoom } from '../product.mjs';

const slicePath = /\/api\/recordings\/(?<id>[^/]+)\/slices\/(?<index>\d+)$/;

/** A browser of its own with somebody in a room of their own, ready to record; every process of it can be killed. */
export async function openRecorder(product) {
  const { cookie, link } = await makeRoom(product.url);
  const server = await chromium.launchServer(browserOptions());
  const browser = await chromium.connect(server.wsEndpoint());
  const page = await hostPage(browser, product.url, cookie);
  await join(page, link, 'Host');
  return new RecorderPage(product.url, cookie, server, browser, page);
}

/** What somebody does in the meeting, and what the server has acknowledged to their page. */
class RecorderPage {
  /** Of the recording that runs: its id and ticket, and how many slices the page knows to be safe. */
  heard = { id: '', ticket: '', count: 0 };

  constructor(url, cookie, server, browser, page) {
    Object.assign(this, { url, cookie, server, browser, page });
    page.on('response', (response) => this.#hear(response));
  }

  async start() {
    const marks = await this.#marks();
    this.heard = { id: '', ticket: '', count: 0 };
    await this.page.getByRole('button', { name: 'Start recording' }).click();
    await this.page.waitForFunction(
      (before) => performance.getEntriesByName('parley:recording-started').length > before,
      marks,
    );
  }

  /** How much was recorded in the moment of the click. */
  stop() {
    return this.page.getByRole('button', { name: 'Stop recording' }).evaluate((button) => {
      const [start] = performance.getEntriesByName('parley:recording-started').slice(-1);
      button.click();
      return performance.now() - start.startTime;
    });
  }

  recordedMs() {
    return this.page.evaluate(
      () =>
        performance.now() -
        performance.getEntriesByName('parley:recording-started').at(-1).startTime,
    );
  }

  async killTab() {
    const session = await this.browser.newBrowserCDPSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    for (const { id, type } of processInfo) if (type === 'renderer') process.kill(id, 'SIGKILL');
  }

  killBrowser() {
    process.kill(this.server.process().pid, 'SIGKILL');
  }

  /** How many slices the server has for safe, whoever asks with the ticket. */
  async safeCount() {
    const { id, ticket } = this.heard;
    const answer = await fetch(`${this.url}/api/recordings/${id}/slices`, {
      headers: { authorization: ticket },
    });
    if (!answer.ok) throw new Error(`No receipt: ${answer.status} ${await answer.text()}`);
    return (await answer.json()).acknowledged;
  }

  async close() {
    await this.server.kill();
  }

  #marks() {
    return this.page.evaluate(
      () => performance.getEntriesByName('parley:recording-started').length,
    );
  }

  #hear(response) {
    const request = response.request();
    const slice = slicePath.exec(new URL(response.url()).pathname);
    if (!slice || request.method() !== 'PUT' || !response.ok()) return;
    const { id, index } = slice.groups;
    const count = Math.max(this.heard.count, Number(index) + 1);
    this.heard = { id, ticket: request.headers().authorization, count };
  }
}
