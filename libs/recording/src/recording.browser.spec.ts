import { expect, libraryTest } from '../../testing/src/library-page';
import { layoutScene } from './layout';
import { RecordedFile, toneLevel } from './recorded-file';
import type { Box, SceneTile } from './scene';

type Lab = typeof import('./recording-lab');
const base = libraryTest<typeof import('./index'), Lab>('recording', {
  helpers: '../../recording/src/recording-lab.ts',
});

/** The policy that the portal serves, so that a blob worker or inline script of RecordRTC would show here. */
const policy =
  "default-src 'self'; script-src 'self'; worker-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:";

const test = base.extend({
  page: async ({ page }, use) => {
    await page.context().route('**/tick-worker.js', (route) =>
      route.fulfill({
        contentType: 'text/javascript',
        body: "import { runTicks } from '/library.js'; runTicks(self);",
      }),
    );
    await page.context().route(/\/$/, async (route) => {
      const response = await route.fetch();
      const headers = { ...response.headers(), 'content-security-policy': policy };
      await route.fulfill({ response, headers });
    });
    await use(page);
  },
});

const looks = [
  { id: 'Ada', colour: '#c00000', toneHz: 400 },
  { id: 'Bo', colour: '#00a000', toneHz: 700 },
  { id: 'Cy', colour: '#0000d0', toneHz: 1100 },
  { id: 'Di', colour: '#b0b000', toneHz: 1700 },
] as const;
const screenLook = {
  id: 'screen',
  kind: 'screen_share',
  colour: '#c000c0',
  toneHz: 2500,
  width: 640,
  height: 360,
} as const;
const size = { width: 1280, height: 720 };

test('four people, one leaving and one sharing a screen, end up in one file', async ({
  helpers,
}) => {
  const { file, sliceCount, errors, progress } = await helpers.evaluate(
    async (lab, { looks, screenLook }) => {
      const actors = looks.map((look) => lab.createActor(look));
      const tiles = actors.map(({ tile }) => tile);
      const recording = await lab.startRecording('together', { tiles });
      await lab.recordedFor(recording, 2500);
      actors[3]?.leave();
      const screen = lab.createActor(screenLook);
      recording.recorder.setScene({ tiles: [...tiles.slice(0, 3), screen.tile] });
      await lab.recordedFor(recording, 2500);
      return { ...(await lab.finish(recording)), ...recording };
    },
    { looks, screenLook },
  );
  const recorded = new RecordedFile(file);
  expect(errors).toEqual([]);
  console.log('slices', sliceCount, progress.at(-1), recorded.streams(), recorded.size());
  const times = recorded.packetTimes('v:0');
  const audioTimes = recorded.packetTimes('a:0');
  console.log('video', times.length, times.at(0), times.at(-1), 'max gap', maxGap(times));
  console.log(
    'audio',
    audioTimes.length,
    audioTimes.at(0),
    audioTimes.at(-1),
    'max gap',
    maxGap(audioTimes),
  );
  const asTile = (look: { id: string; kind?: SceneTile['kind'] }): SceneTile => ({
    name: '',
    video: null,
    audio: null,
    isMuted: false,
    kind: 'camera',
    ...look,
  });
  for (const { tile, box } of layoutScene(looks.map(asTile), size)) {
    console.log(1.5, tile.id, recorded.colourAt(1.5, middle(box)));
  }
  for (const { tile, box } of layoutScene([...looks.slice(0, 3), screenLook].map(asTile), size)) {
    console.log(4, tile.id, recorded.colourAt(4, middle(box)));
  }
  const rate = 8000;
  const samples = recorded.samples(rate);
  for (const { id, toneHz } of [...looks, screenLook]) {
    console.log(
      id,
      toneLevel(samples.subarray(rate, 2 * rate), rate, toneHz),
      toneLevel(samples.subarray(3.5 * rate, 4.5 * rate), rate, toneHz),
    );
  }
  recorded.remove();
});

function maxGap(times: readonly number[]): number {
  return times.reduce((most, time, index) => Math.max(most, time - (times[index - 1] ?? time)), 0);
}

function middle(box: Box): Box {
  return {
    x: Math.round(box.x + box.width / 4),
    y: Math.round(box.y + box.height / 4),
    width: Math.round(box.width / 2),
    height: Math.round(box.height / 4),
  };
}
