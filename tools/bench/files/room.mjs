import { median } from '../figures.mjs';
import { makeRoom } from '../product.mjs';
import { withProductAndFile } from './product-with-file.mjs';
import { share } from './voice.mjs';

const word = 'responsive';

/**
 * Notes how long every key took until the page had dealt with its letter, and how long the page stood still at most. Painting
 * is left out: ten windows of one browser without a screen are painted once a second, whatever happens in them.
 */
function watchPage() {
  globalThis.benchWatch = { keys: [], stillMs: 0 };
  let pressedAt = 0;
  addEventListener('keydown', ({ timeStamp }) => (pressedAt = timeStamp), { capture: true });
  addEventListener('input', () => {
    if (pressedAt > 0) globalThis.benchWatch.keys.push(performance.now() - pressedAt);
    pressedAt = 0;
  });
  let last = performance.now();
  setInterval(() => {
    const now = performance.now();
    globalThis.benchWatch.stillMs = Math.max(globalThis.benchWatch.stillMs, now - last - 50);
    last = now;
  }, 50);
}

async function enter(browser, link, name) {
  const page = await (await browser.newContext()).newPage();
  await page.addInitScript(watchPage);
  await page.goto(`${link}?view=files`);
  await page.getByRole('textbox', { name: 'Your name' }).fill(name);
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await page.getByRole('button', { name: 'Share files' }).waitFor();
  return page;
}

const letters = (page) => page.getByRole('textbox', { name: 'Message', exact: true });

/** Everybody in turn writes a word into the chat's field until `work` is done; everybody writes once at least. */
async function writingDuring(pages, work) {
  for (const page of pages)
    await page.evaluate(() => Object.assign(globalThis.benchWatch, { keys: [], stillMs: 0 }));
  let isDone = false;
  const [startedMs, working] = [Date.now(), work().finally(() => (isDone = true))];
  do
    for (const page of pages) {
      await letters(page).fill('');
      await letters(page).pressSequentially(word, { delay: 50 });
    }
  while (!isDone);
  await working;
  const seconds = (Date.now() - startedMs) / 1_000;
  const watched = await Promise.all(
    pages.map((page) => page.evaluate(() => globalThis.benchWatch)),
  );
  const keys = watched.flatMap((one) => one.keys);
  return { keys, seconds, stillMs: watched.map((one) => one.stillMs) };
}

function describe({ keys, stillMs }) {
  const sorted = [...keys].sort((left, right) => left - right);
  const late = sorted[Math.floor(sorted.length * 0.98)];
  return [
    `a letter is there after ${median(keys).toFixed(0)} ms, 98 of 100 within ${late.toFixed(0)}, worst ${sorted.at(-1).toFixed(0)} (n ${keys.length})`,
    `a page stood still for ${median(stillMs).toFixed(0)} ms at most, worst of all pages ${Math.max(...stillMs).toFixed(0)}`,
  ].join('; ');
}

/** A files room (`?view=files`) of the real product, all in one browser: how it answers to those who write in it, without a file and while one goes to everybody. */
export function benchRoom({ mebibytes = 16, people = 10 }) {
  return withProductAndFile(
    mebibytes,
    async ({ product, browser, path }) => {
      const { link } = await makeRoom(product.url);
      const pages = [];
      for (let person = 1; person <= people; person += 1)
        pages.push(await enter(browser, link, `Person ${person}`));
      const [sharer, ...takers] = pages;
      await sharer.getByText(`Person ${people}`).first().waitFor();
      console.log(
        `${people} people, without a file: ${describe(await writingDuring(pages, async () => {}))}`,
      );
      await share(sharer, path);
      const buttons = takers.map((page) => page.getByRole('button', { name: 'Download' }).first());
      await Promise.all(buttons.map((button) => button.waitFor({ timeout: 120_000 })));
      const beside = await writingDuring(pages, async () => {
        await Promise.all(buttons.map((button) => button.click()));
        await Promise.all(
          takers.map((page) => page.getByText('Verified').first().waitFor({ timeout: 300_000 })),
        );
      });
      console.log(
        `while ${mebibytes} MiB go to ${takers.length}: ${describe(beside)}; all had it after ${beside.seconds.toFixed(1)} s`,
      );
    },
    { MAX_PARTICIPANTS: '16' },
  );
}
