import { makeRoom, openDoor, startProduct } from '../product.mjs';
import { watchPage } from './readings.mjs';

const name = (self) => `Person ${self + 1}`;

/** The same camera as the bare mesh has: it is the sender's rules that are measured, not a smaller camera. */
function captureInHighDefinition() {
  localStorage.setItem('parley.devices', JSON.stringify({ cameraSize: 'hd' }));
}

/** Clicks without waiting for anything, so that several can do it at once; when it was, as the page marks it. */
function clickJoin() {
  const buttons = [...document.querySelectorAll('button')];
  buttons.find(({ textContent }) => textContent.trim() === 'Join').click();
  const [mark] = performance.getEntriesByName('parley:join-clicked').slice(-1);
  return performance.timeOrigin + mark.startTime;
}

/** People of their own browser profile each, with Parley's door open before them and nobody in the meeting. */
export async function openParleyGroup(browser, count, { viewport, prepare } = {}) {
  const product = await startProduct();
  try {
    const { link } = await makeRoom(product.url);
    const pages = [];
    for (let self = 0; self < count; self += 1) {
      const context = await browser.newContext({ viewport });
      await context.addInitScript(watchPage);
      await context.addInitScript(captureInHighDefinition);
      const page = await context.newPage();
      await prepare?.(page, self);
      await openDoor(page, link, name(self));
      pages.push(page);
    }
    return { pages, ...actions(pages, link), close: () => product.stop() };
  } catch (error) {
    await product.stop();
    throw error;
  }
}

function actions(pages, link) {
  return {
    join: (self) => pages[self].evaluate(clickJoin),
    leave: async (self) => {
      await pages[self].getByRole('button', { name: 'Leave', exact: true }).click();
      await pages[self].getByRole('heading', { name: 'You left the meeting' }).waitFor();
    },
    comeBack: (self) => openDoor(pages[self], link, name(self)),
  };
}

/** On every page one picture large and the rest small: that of one person, who looks at the first one. */
export async function pin(pages, self) {
  for (const [viewer, page] of pages.entries()) {
    const large = viewer === self ? 0 : self;
    await page.getByRole('button', { name: `Pin ${name(large)}`, exact: true }).click();
  }
}
