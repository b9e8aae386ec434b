import { startBrowser } from '../product.mjs';
import { openBareGroup } from './bare-mesh.mjs';
import { cameraFile, microphoneFile } from './device-files.mjs';
import { openParleyGroup } from './parley-group.mjs';

/** What a laptop shows of one window. */
const viewport = { width: 1280, height: 720 };
const openers = { bare: openBareGroup, ours: openParleyGroup };

/**
 * A group of people in a browser of their own, not yet in the meeting. All have the same camera and the same microphone,
 * each from when it is opened, and every page is one that the browser takes for seen.
 *
 * @param kind `bare` or `ours`.
 * @param cameraFps what the camera gives, in frames a second.
 */
export async function openGroup(kind, count, { prepare, cameraFps } = {}) {
  const [camera, microphone] = await Promise.all([cameraFile(cameraFps), microphoneFile()]);
  const browser = await startBrowser({ camera, microphone });
  try {
    const group = await openers[kind](browser, count, { viewport, prepare });
    const close = async () => {
      await browser.close();
      await group.close();
    };
    return { ...group, close };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** Resolves to when the last picture that is due appeared, as pages tell the time: by person, how many faces are new. */
export async function lastFirstFrame(pages, since, due) {
  const seen = await Promise.all(
    pages.map(async (page, self) => {
      const handle = await page.waitForFunction(
        ({ since, due }) => {
          const first = new Map();
          for (const { of, at } of window.firstFrames)
            if (at > since && !first.has(of)) first.set(of, at);
          return first.size >= due && Math.max(0, ...first.values());
        },
        { since, due: due[self] },
        { timeout: 60_000, polling: 50 },
      );
      return handle.jsonValue();
    }),
  );
  return Math.max(...seen);
}

/** Everybody joins at once; resolves to the milliseconds from the first click until everybody sees everybody. */
export async function joinAll({ pages, join }) {
  const clicked = await Promise.all(pages.map((_, self) => join(self)));
  const since = Math.min(...clicked);
  const others = pages.map(() => pages.length - 1);
  return (await lastFirstFrame(pages, since, others)) - since;
}

/** The last one joins the others who are there; resolves to the milliseconds until that one sees all and all see that one. */
export async function joinLast({ pages, join }) {
  const last = pages.length - 1;
  const since = await join(last);
  const due = pages.map((_, self) => (self === last ? last : 1));
  return (await lastFirstFrame(pages, since, due)) - since;
}
