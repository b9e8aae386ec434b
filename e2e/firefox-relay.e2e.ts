import { execFileSync } from 'node:child_process';
import { type FirefoxPerson, test as base } from './support/firefox';
import { pathsOf } from './support/ice-paths';
import { makesHiddenRoom, withRelay } from './support/relay-test';
import { expect } from './support/test';

const test = base.extend(withRelay);

const probe = (file: string) =>
  JSON.parse(
    execFileSync(
      'ffprobe',
      ['-v', 'error', '-count_frames', '-show_streams', '-show_format', '-of', 'json', file],
      { encoding: 'utf8' },
    ),
  ) as {
    streams: { codec_type: string; nb_read_frames: string }[];
    format: { duration: string };
  };

/** Lets a recording run until its badge shows at least so many seconds. */
async function recordsFor(person: FirefoxPerson, seconds: number): Promise<void> {
  const shown = async () => {
    const [, minutes, rest] = /Recording\s+(\d+):(\d\d)/.exec(await person.text()) ?? [];
    return Number(minutes) * 60 + Number(rest);
  };
  await expect.poll(shown).toBeGreaterThanOrEqual(seconds);
}

test('two with Firefox meet through the relay, and one of them records it', async ({
  arrives,
  arrivesWithFirefox,
}) => {
  test.slow(); // two browsers start from nothing
  const email = `firefox-${Date.now()}@example.org`;
  const password = 'correct horse battery';
  const [felix, fiona, hanna] = await Promise.all([
    arrivesWithFirefox('Felix'),
    arrivesWithFirefox('Fiona'),
    arrives('Hanna'),
  ]);
  await hanna.signsUp(email, password);
  const link = await makesHiddenRoom(hanna);
  await felix.signsIn(hanna.origin, email, password);
  await felix.joins(link);
  await fiona.joins(link);
  await Promise.all([felix.sees('Fiona'), fiona.sees('Felix')]);
  await expect.poll(() => pathsOf(felix)).toMatchObject([{ kinds: 'relay/relay' }]);

  await felix.presses('Start recording');
  await expect.poll(() => felix.text()).toMatch(/kept on this device, [1-9]\d* % uploaded/);
  const isToldOfNoSound = (await felix.text()).includes('no sound device');
  await recordsFor(felix, 9);
  await felix.presses('Stop recording');
  await expect.poll(() => felix.text()).toContain('The recording is safe on the server');
  await hanna.page.goto(`${hanna.origin}/recordings`);
  const row = hanna.page.getByRole('row').filter({ hasText: 'Hidden' });
  await expect(row).toContainText('Ready');
  const saving = hanna.page.waitForEvent('download');
  await row.getByRole('link', { name: 'Download' }).click();
  const { streams, format } = probe(await (await saving).path());
  expect(Number(format.duration)).toBeGreaterThan(1);
  const framesOf = (kind: string) =>
    Number(streams.find(({ codec_type }) => codec_type === kind)?.nb_read_frames ?? 0);
  expect(framesOf('video')).toBeGreaterThan(10);
  // Firefox gives no sound where the machine has no sound device; then it must say so.
  expect(framesOf('audio') > 0).toBe(!isToldOfNoSound);
});
