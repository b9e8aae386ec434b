import { execFileSync } from 'node:child_process';
import type { Person } from './support/person';
import { expect, test } from './support/test';

const probe = (file: string) =>
  JSON.parse(
    execFileSync('ffprobe', ['-v', 'error', '-show_streams', '-show_format', '-of', 'json', file], {
      encoding: 'utf8',
    }),
  ) as { streams: { codec_type: string; width?: number }[]; format: { duration: string } };

const rowOf = (host: Person, room: string) => host.page.getByRole('row').filter({ hasText: room });

/** Lets a recording run until its badge shows at least so many seconds. */
async function recordsFor(person: Person, seconds: number): Promise<void> {
  const badge = person.page.getByRole('status').filter({ hasText: 'Recording' });
  await expect
    .poll(
      async () => {
        const [, minutes = '0', rest = '0'] = /(\d+):(\d\d)/.exec(await badge.innerText()) ?? [];
        return Number(minutes) * 60 + Number(rest);
      },
      { timeout: seconds * 1000 + 20_000 },
    )
    .toBeGreaterThanOrEqual(seconds);
}

test('a recording of joins, leaves and a screen plays, seeks and downloads', async ({
  host,
  arrives,
}) => {
  test.slow();
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Recorded meeting' });
  const [ann, bob] = [await arrives('Ann'), await arrives('Bob')];
  await hanna.joins(link);
  await ann.joins(link);
  await hanna.button('Start recording').click();
  await expect(ann.page.getByRole('status').filter({ hasText: 'Recording' })).toBeVisible();
  await expect(ann.button('Start recording')).toHaveCount(0);
  await recordsFor(hanna, 2);
  await bob.joins(link);
  await ann.button('Share screen').click();
  await hanna.sees('Ann (screen)');
  await recordsFor(hanna, 6);
  await bob.leaves();
  await recordsFor(hanna, 9);
  await hanna.button('Stop recording').click();
  await expect(ann.page.getByRole('status').filter({ hasText: 'Recording' })).toHaveCount(0);

  await expect
    .poll(() =>
      hanna.page.evaluate(() => performance.getEntriesByName('parley:recording-safe').length),
    )
    .toBeGreaterThan(0);
  await hanna.page.goto(`${hanna.origin}/recordings`);
  await expect(rowOf(hanna, 'Recorded meeting')).toContainText('Ready', { timeout: 20_000 });
  const row = rowOf(hanna, 'Recorded meeting');
  for (const name of ['Hanna Host', 'Ann', 'Bob']) await expect(row).toContainText(name);
  await expect(row.locator('img')).toBeVisible();
  const saving = hanna.page.waitForEvent('download');
  await row.getByRole('link', { name: 'Download' }).click();
  const { streams, format } = probe(await (await saving).path());
  expect(streams.map(({ codec_type }) => codec_type).sort()).toEqual(['audio', 'video']);
  expect(Number(format.duration)).toBeGreaterThan(8);
  expect(Number(format.duration)).toBeLessThan(40);

  await row.getByRole('link', { name: 'Play' }).click();
  const video = hanna.page.locator('video');
  await expect
    .poll(() => video.evaluate((element: HTMLVideoElement) => element.duration))
    .toBeGreaterThan(8);
  await video.evaluate((element: HTMLVideoElement) => {
    element.currentTime = 7;
  });
  await expect
    .poll(() =>
      video.evaluate((element: HTMLVideoElement) => !element.seeking && element.currentTime),
    )
    .toBeGreaterThanOrEqual(7);
  await video.evaluate((element: HTMLVideoElement) => element.play());
  await expect
    .poll(() => video.evaluate((element: HTMLVideoElement) => element.currentTime))
    .toBeGreaterThan(7.2);
});

test('when the tab that records is killed, the recording is there, recovered', async ({
  host,
  arrives,
}) => {
  test.slow();
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Crashed recording' });
  const ann = await arrives('Ann');
  await hanna.joins(link);
  await ann.joins(link);
  await hanna.button('Start recording').click();
  await recordsFor(hanna, 6);
  const crashed = hanna.page.waitForEvent('crash');
  // A page that crashes answers nothing any more.
  hanna.page.goto('chrome://crash').catch(() => undefined);
  await crashed;

  const again = await hanna.context.newPage();
  await again.goto(`${hanna.origin}/recordings`);
  const row = again.getByRole('row').filter({ hasText: 'Crashed recording' });
  await expect(row).toContainText(/Recovered|Ready/, { timeout: 60_000 });
  const [, minutes = '0', seconds = '0'] = /(\d+):(\d\d)/.exec(await row.innerText()) ?? [];
  expect(Number(minutes) * 60 + Number(seconds)).toBeGreaterThanOrEqual(2);
});
