import { chromium, type Locator } from '@playwright/test';
import { Person } from './support/person';
import { expect, test } from './support/test';

/** One check as the page shows it. */
const row = (person: Person, name: string): Locator =>
  person.page
    .getByRole('listitem')
    .filter({ has: person.page.getByRole('heading', { name, exact: true }) });

async function passes(person: Person, name: string, words: RegExp): Promise<void> {
  await expect(row(person, name)).toContainText('Passed');
  await expect(row(person, name)).toContainText(words);
}

test('everything that can work passes, and what is not set up is said', async ({ arrives }) => {
  const ann = await arrives('Ann');
  await ann.page.goto(`${ann.origin}/sign-in`);
  await ann.page.getByRole('link', { name: 'Check your devices' }).click();
  await ann.button('Start check').click();
  await expect(row(ann, 'Camera').getByRole('heading')).toBeVisible();
  await passes(ann, 'Camera', /fake_device_0 gives 640 × 480 pixels, \d+ pictures a second/);
  await passes(ann, 'Microphone', /hears you/);
  await ann.button('I heard it').click();
  await ann.button('Share a screen').click();
  await passes(ann, 'Speaker', /You heard the tone/);
  await passes(ann, 'Screen', /A tab can be shared/);
  await passes(ann, 'Data channel', /in \d+ ms/);
  await passes(ann, 'Recorder', /\d+ kB of video\/webm/);
  await passes(ann, 'Server', /WebSocket in \d+ ms/);
  for (const name of ['STUN', 'TURN'])
    await expect(row(ann, name)).toContainText(/Left out.*Not configured|Not configured.*Left out/);
  await expect(ann.page.getByText('Everything works')).toBeVisible();

  await ann.button('Copy report').click();
  await expect(ann.page.getByText('Report copied')).toBeVisible();
  const report = await ann.page.evaluate(() => navigator.clipboard.readText());
  expect(report).toContain('Camera: passed. fake_device_0');
  expect(report).toContain('TURN: left out. Not configured');
  expect(report).not.toMatch(/\d+\.\d+\.\d+\.\d+:|candidate/);
});

test('denied devices say why, and the rest is still checked', async ({ parley, host }) => {
  const door = await (await host()).makesRoom({ name: 'Denied' });
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--use-fake-device-for-media-stream'],
  });
  try {
    const context = await browser.newContext({ permissions: [] });
    const dan = await Person.arrives('Dan', context, parley.url);
    await dan.page.goto(door);
    const link = dan.page.getByRole('link', { name: 'Check your devices' });
    expect(await link.getAttribute('target')).toBe('_blank');
    await dan.page.goto(`${dan.origin}${(await link.getAttribute('href')) ?? ''}`);
    await dan.button('Start check').click();
    for (const name of ['camera', 'microphone']) {
      const one = row(dan, name === 'camera' ? 'Camera' : 'Microphone');
      await expect(one).toContainText('Failed');
      await expect(one).toContainText(`The ${name} is blocked for this page.`);
    }
    await dan.button('I did not').click();
    await expect(row(dan, 'Speaker')).toContainText('Failed');
    await dan.button('Leave out').click();
    await passes(dan, 'Data channel', /in \d+ ms/);
    await expect(dan.page.getByText('3 things do not work')).toBeVisible();
  } finally {
    await browser.close();
  }
});

test('stopping and leaving let go of the devices', async ({ arrives }) => {
  const eve = await arrives('Eve');
  await eve.page.addInitScript(() => {
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const stream = await ask(constraints);
      (window as unknown as { opened: MediaStream[] }).opened ??= [];
      (window as unknown as { opened: MediaStream[] }).opened.push(stream);
      return stream;
    };
  });
  const live = () =>
    eve.page.evaluate(() =>
      ((window as unknown as { opened?: MediaStream[] }).opened ?? [])
        .flatMap((stream) => stream.getTracks())
        .map((track) => track.readyState),
    );
  await eve.page.goto(`${eve.origin}/check`);
  await eve.button('Start check').click();
  await expect(row(eve, 'Camera').locator('video')).toBeVisible();
  await eve.button('Stop').click();
  await expect(eve.button('Run again')).toBeVisible();
  await expect.poll(live).toEqual(['ended']);
  await eve.button('Run again').click();
  await expect(row(eve, 'Camera').locator('video')).toBeVisible();
  await eve.page.getByRole('link', { name: 'Parley' }).click();
  await expect(eve.button('Sign in')).toBeVisible();
  await expect.poll(live).toEqual(['ended', 'ended']);
});
