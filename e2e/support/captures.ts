import type { Page } from '@playwright/test';

interface Noting extends Window {
  captured?: { readonly what: string; readonly track: MediaStreamTrack }[];
}

/** From the next page that is loaded on, everything that is captured is noted. */
export async function notesCaptures(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const devices = navigator.mediaDevices;
    const captured: NonNullable<Noting['captured']> = [];
    Object.assign(window, { captured });
    const [ask, askForScreen] = [
      devices.getUserMedia.bind(devices),
      devices.getDisplayMedia.bind(devices),
    ];
    const note = (stream: MediaStream, what?: string) => {
      for (const track of stream.getTracks()) captured.push({ what: what ?? track.kind, track });
      return stream;
    };
    devices.getUserMedia = async (wanted) => note(await ask(wanted));
    devices.getDisplayMedia = async (wanted) => note(await askForScreen(wanted), 'screen');
  });
}

/** What is being captured just now: `audio`, `video`, `screen`. */
export function captures(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    ((window as Noting).captured ?? [])
      .filter(({ track }) => track.readyState === 'live')
      .map(({ what }) => what),
  );
}
