import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type ElementHandle, launch, type Page, Puppeteer } from 'puppeteer-core';
import { describeConnections } from './diary';
import { countReceived, keepPeerConnections, type Received } from './peer-watch';
import { expect, test as base } from './test';

const places = ['/usr/bin/firefox-esr', '/usr/bin/firefox'];

function firefoxPath(): string {
  const chosen = process.env['FIREFOX'];
  const found = (chosen ? [chosen] : places).find((place) => existsSync(place));
  if (found) return found;
  const tried = chosen ?? places.join(' and ');
  throw new Error(`Firefox is missing (looked at ${tried}). Debian: apt-get install firefox-esr`);
}

/** Devices of its own, no questions, and a path to itself: what Chromium is told by flags in playwright.config.ts. */
const preferences = (downloads: string) => ({
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'media.peerconnection.ice.loopback': true,
  'media.peerconnection.ice.obfuscate_host_addresses': false,
  'media.autoplay.default': 0,
  'browser.download.folderList': 2,
  'browser.download.dir': downloads,
  'browser.download.always_ask_before_handling_new_types': false,
  'browser.download.alwaysOpenPanel': false,
});

/**
 * `named/<role>/<name>`: the control with this role and accessible name. Firefox can be asked for it as well (`aria/`), but
 * answers ten times slower, and the page is slower for everything once it has been asked.
 */
function findNamed(root: Node, selector: string): Element | null {
  const [role = '', name] = selector.split('/');
  const native: Record<string, string> = { button: 'button', textbox: 'input, textarea' };
  const isNamed = (one: Element) => {
    const label = (one as Partial<HTMLInputElement>).labels?.[0] ?? one;
    return (one.getAttribute('aria-label') ?? label.textContent).trim() === name;
  };
  const all = (root as Document).querySelectorAll(native[role] ?? `[role=${role}]`);
  return [...all].find(isNamed) ?? null;
}
Puppeteer.registerCustomQueryHandler('named', { queryOne: findNamed });

const tileOf = (name: string) => `[role=group][aria-label="${name}"]`;
const videoIn = (tile: string) => `${tileOf(tile)} video`;

/** Somebody with Firefox: the one browser here that Playwright cannot drive as Debian ships it. Controls are found by role and name. */
export class FirefoxPerson {
  readonly #console: string[] = [];

  private constructor(
    readonly name: string,
    readonly page: Page,
    private readonly browser: Browser,
    private readonly downloads: string,
  ) {
    page.on('console', (message) => this.#console.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => this.#console.push(`uncaught: ${String(error)}`));
  }

  static async arrives(name: string): Promise<FirefoxPerson> {
    const executablePath = firefoxPath();
    const downloads = mkdtempSync(join(tmpdir(), 'parley-firefox-'));
    const browser = await launch({
      browser: 'firefox',
      executablePath,
      headless: true,
      defaultViewport: { width: 1280, height: 800 },
      extraPrefsFirefox: preferences(downloads),
    });
    const page = await browser.newPage();
    await page.evaluateOnNewDocument(keepPeerConnections);
    return new FirefoxPerson(name, page, browser, downloads);
  }

  async signsIn(origin: string, email: string, password: string): Promise<void> {
    await this.page.goto(`${origin}/sign-in`);
    await this.#control('textbox', 'Email').fill(email);
    await this.#control('textbox', 'Password').fill(password);
    await this.presses('Sign in');
    await this.page.waitForFunction(() => location.pathname === '/rooms');
  }

  async joins(link: string): Promise<void> {
    await this.page.goto(link);
    await this.#control('textbox', 'Your name').fill(this.name);
    await this.presses('Join');
    await this.#control('toolbar', 'Meeting controls').wait();
  }

  async presses(name: string): Promise<void> {
    await this.#control('button', name).click();
  }

  /** A moving picture of somebody is on the page: frames keep coming. */
  async sees(name: string): Promise<void> {
    // Firefox counts no `totalVideoFrames` where the source is a MediaStream, but says when it presents one.
    const areMoving = (selector: string) => {
      const video = document.querySelector<HTMLVideoElement>(selector);
      if (!video) return false;
      const next = () => new Promise((resolve) => video.requestVideoFrameCallback(resolve));
      const never = new Promise<false>((resolve) => setTimeout(resolve, 1000, false));
      return Promise.race([
        next()
          .then(next)
          .then(() => true),
        never,
      ]);
    };
    await expect.poll(() => this.page.evaluate(areMoving, videoIn(name))).toBe(true);
  }

  async marksAsSpeaking(name: string): Promise<void> {
    const words = () => this.page.$eval(tileOf(name), (one) => one.textContent);
    await expect.poll(words).toContain('speaking');
  }

  async seesNoPictureOf(name: string): Promise<void> {
    await expect.poll(() => this.#inTile(name, () => true)).toBeNull();
  }

  /** The colour in the middle of a received picture, as [red, green, blue]; null without a picture. */
  async colourOf(name: string): Promise<number[] | null> {
    return this.#inTile(name, (video) => {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [1, 1];
      const context = canvas.getContext('2d');
      const [x, y] = [video.videoWidth / 2, video.videoHeight / 2];
      context?.drawImage(video, x, y, 1, 1, 0, 0, 1, 1);
      return Array.from(context?.getImageData(0, 0, 1, 1).data ?? []).slice(0, 3);
    });
  }

  received(): Promise<Received> {
    return this.page.evaluate(countReceived);
  }

  async opensPanel(name: 'Chat' | 'Files'): Promise<void> {
    const control = await this.#control('button', name).waitHandle();
    if (await control.evaluate((one) => one.getAttribute('aria-expanded') !== 'true'))
      await this.presses(name);
    await this.#control('region', name).wait();
  }

  async says(text: string): Promise<void> {
    await this.opensPanel('Chat');
    await this.#control('textbox', 'Message').fill(text);
    await this.presses('Send');
  }

  async readsInChat(text: string): Promise<void> {
    await this.opensPanel('Chat');
    const log = await this.#control('log', 'Messages').waitHandle();
    await expect.poll(() => log.evaluate((one) => one.textContent)).toContain(text);
  }

  async shares(path: string): Promise<void> {
    await this.opensPanel('Files');
    const [chooser] = await Promise.all([
      this.page.waitForFileChooser(),
      this.presses('Share files'),
    ]);
    await chooser.accept([path]);
  }

  /** All that is written on the page. */
  text(): Promise<string> {
    return this.page.evaluate(() => document.body.innerText);
  }

  /** Takes a shared file through the panel and gives the bytes that were saved, and the hash that was shown. */
  async takes(name: string): Promise<{ bytes: Buffer; shown: string }> {
    await this.opensPanel('Files');
    const row = await this.#rowOf(name);
    const text = () => row.evaluate((one) => one.textContent ?? '');
    await this.presses('Download');
    await expect.poll(text).toContain('Verified');
    await this.presses('Save');
    const saved = join(this.downloads, name);
    // Firefox holds the name with an empty file until all is written under another one.
    await expect
      .poll(() => statSync(saved, { throwIfNoEntry: false })?.size ?? 0)
      .toBeGreaterThan(0);
    await expect.poll(() => row.$('code')).not.toBeNull();
    return {
      bytes: await readFile(saved),
      shown: await row.$eval('code', (one) => one.textContent.trim()),
    };
  }

  /** Console, text and connections, for the day a test fails where nobody can look at it. */
  async describe(): Promise<string> {
    const shown = await this.page.evaluate(() => document.body.innerText);
    const connections = await this.page.evaluate(describeConnections);
    return `── ${this.name}, Firefox\n${this.#console.join('\n')}\n${shown}\n${connections}`;
  }

  async quits(): Promise<void> {
    await this.browser.close();
    rmSync(this.downloads, { recursive: true, force: true });
  }

  #control(role: string, name: string) {
    return this.page.locator(`named/${role}/${name}`);
  }

  async #rowOf(name: string): Promise<ElementHandle> {
    const find = (wanted: string) =>
      [...document.querySelectorAll('[role=region] li, section li')].find((one) =>
        one.textContent?.includes(wanted),
      );
    const row = (await this.page.waitForFunction(find, { polling: 100 }, name)).asElement();
    if (!row) throw new Error(`no row of ${name}`);
    return row as ElementHandle;
  }

  /** Asks the picture in somebody's tile; null while there is none. */
  async #inTile<T>(name: string, ask: (video: HTMLVideoElement) => T): Promise<T | null> {
    const video = await this.page.$(videoIn(name));
    return video && (await (video as ElementHandle<HTMLVideoElement>).evaluate(ask));
  }
}

interface WithFirefox {
  /** Somebody with a fresh Firefox. */
  arrivesWithFirefox(name: string): Promise<FirefoxPerson>;
}

/** The usual test, to which people may come with Firefox. */
export const test = base.extend<WithFirefox>({
  arrivesWithFirefox: async ({}, use, testInfo) => {
    const people: FirefoxPerson[] = [];
    await use(async (name) => {
      const person = await FirefoxPerson.arrives(name);
      people.push(person);
      return person;
    });
    for (const person of people) {
      if (testInfo.status !== testInfo.expectedStatus) console.log(await person.describe());
      await person.quits();
    }
  },
});
