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

const banner = (person: Person) =>
  person.page.getByRole('region', { name: 'This meeting is being recorded' });

const badge = (person: Person) => person.page.getByRole('status').filter({ hasText: 'Recording' });

test('a recording of those who agree pauses, is ready, plays, seeks and downloads', async ({
  host,
  arrives,
}) => {
  test.slow();
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Recorded meeting' });
  const [ann, bob] = [await arrives('Ann'), await arrives('Bob')];
  await hanna.joins(link);
  await ann.joins(link);
  await hanna.button('Recording options').click();
  const options = hanna.page.getByRole('dialog', { name: 'Recording options' });
  await options.getByRole('radio', { name: 'Who speaks large' }).check();
  await options.getByLabel('Quality').selectOption('small');
  await options.getByRole('button', { name: 'Start' }).click();
  await expect(badge(ann)).toBeVisible();
  await expect(ann.button('Start recording')).toHaveCount(0);
  await banner(ann).getByRole('button', { name: 'Leave me out' }).click();
  await expect(banner(ann)).toHaveCount(0);
  await expect(banner(hanna)).toHaveCount(0);

  await bob.joins(link);
  await banner(bob).getByRole('button', { name: 'OK' }).click();
  await hanna.opensPanel('People');
  const row = (name: string) =>
    hanna.people.getByRole('listitem').filter({
      has: hanna.page.getByRole('button', { name: `Actions for ${name}`, exact: true }),
    });
  await expect(row('Ann')).toContainText('left out of the recording');
  await expect(row('Bob')).not.toContainText('left out');
  await recordsFor(hanna, 4);
  await hanna.button('Pause recording').click();
  await expect(badge(bob)).toContainText('Paused');
  await hanna.button('Resume recording').click();
  await expect(badge(bob)).toContainText(/\d\d:\d\d/);
  await bob.leaves();
  await recordsFor(hanna, 7);
  await hanna.button('Pause recording').click();
  await expect(badge(ann)).toContainText('Paused');
  await hanna.button('Stop recording').click();
  await expect(badge(ann)).toHaveCount(0);

  await expect
    .poll(() =>
      hanna.page.evaluate(() => performance.getEntriesByName('parley:recording-safe').length),
    )
    .toBeGreaterThan(0);
  await hanna.page.goto(`${hanna.origin}/recordings`);
  const recorded = rowOf(hanna, 'Recorded meeting');
  await expect(recorded).toContainText('Ready', { timeout: 20_000 });
  for (const name of ['Hanna Host', 'Bob']) await expect(recorded).toContainText(name);
  await expect(recorded.locator('img')).toBeVisible();
  const saving = hanna.page.waitForEvent('download');
  await recorded.getByRole('link', { name: 'Download' }).click();
  const { streams, format } = probe(await (await saving).path());
  expect(streams.map(({ codec_type }) => codec_type).sort()).toEqual(['audio', 'video']);
  expect(streams.find(({ codec_type }) => codec_type === 'video')?.width).toBe(640);
  expect(Number(format.duration)).toBeGreaterThan(5);
  expect(Number(format.duration)).toBeLessThan(40);

  await recorded.getByRole('link', { name: 'Play' }).click();
  const video = hanna.page.locator('video');
  await expect
    .poll(() => video.evaluate((element: HTMLVideoElement) => element.duration))
    .toBeGreaterThan(5);
  await video.evaluate((element: HTMLVideoElement) => {
    element.currentTime = 4;
  });
  await expect
    .poll(() =>
      video.evaluate((element: HTMLVideoElement) => !element.seeking && element.currentTime),
    )
    .toBeGreaterThanOrEqual(4);
  await video.evaluate((element: HTMLVideoElement) => element.play());
  await expect
    .poll(() => video.evaluate((element: HTMLVideoElement) => element.currentTime))
    .toBeGreaterThan(4.2);
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
