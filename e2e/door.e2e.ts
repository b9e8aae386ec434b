import { chromium } from '@playwright/test';
import { Person } from './support/person';
import { expect, test } from './support/test';

test('a guest joins with name and password; a wrong one is refused and slowed', async ({
  host,
  arrives,
}) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Secret room', password: 'sesame' });
  const gus = await arrives('Gus');
  await gus.comesToTheDoor(link);
  await expect(gus.page.getByRole('heading', { name: 'Secret room' })).toBeVisible();
  await expect(gus.page.getByLabel('Camera preview')).toBeVisible();
  for (const name of ['Microphone', 'Camera', 'Speaker'])
    await expect(gus.page.getByRole('combobox', { name })).toBeVisible();
  // With the names that the browser tells once it may.
  await expect(gus.page.getByRole('combobox', { name: 'Camera' })).toContainText(/fake/i);

  await gus.knocks({ password: 'wrong' });
  await expect(gus.page.getByRole('alert')).toContainText(/password/i);
  await gus.knocks({ password: 'sesame' });
  await gus.isInTheMeeting();

  const robber = await arrives('Rob');
  await robber.comesToTheDoor(link);
  const tries = await robber.page.evaluate(async (address) => {
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 14; attempt += 1) {
      const answer = await fetch(`/api/rooms${address.replace('/r', '')}/admissions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name: 'Rob', password: `guess ${attempt}` }),
      });
      statuses.push(answer.status);
    }
    return statuses;
  }, new URL(link).pathname);
  expect(tries).not.toContain(200);
  expect(tries.at(-1)).toBe(429);
  await robber.knocks({ password: 'one more' });
  await expect(robber.page.getByRole('alert')).toContainText(/too many/i);
});

test('two strangers on the same link at once are in the same meeting', async ({
  host,
  arrives,
}) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Open room' });
  const [ann, bob] = await Promise.all([arrives('Ann'), arrives('Bob')]);
  await Promise.all([ann.comesToTheDoor(link), bob.comesToTheDoor(link)]);
  await Promise.all([ann.knocks(), bob.knocks()]);
  await Promise.all([ann.sees('Bob'), bob.sees('Ann')]);
});

test('with camera and microphone denied one still enters and is told what is off', async ({
  host,
  parley,
  arrives,
}) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Denied' });
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--use-fake-device-for-media-stream'],
  });
  try {
    const context = await browser.newContext({ permissions: [] });
    const dan = await Person.arrives('Dan', context, parley.url);
    await dan.comesToTheDoor(link);
    await expect(dan.page.getByText(/blocked/i).first()).toBeVisible();
    await dan.knocks();
    await dan.isInTheMeeting();
    await expect(dan.button('Unmute')).toBeVisible();
    await expect(dan.button('Start camera')).toBeVisible();

    const ann = await arrives('Ann');
    await ann.joins(link);
    await expect(ann.tile('Dan')).toBeVisible();
    await expect(ann.tile('Dan')).toContainText('muted');
    await expect(ann.tile('Dan').locator('video')).toHaveCount(0);
    await dan.sees('Ann');
  } finally {
    await browser.close();
  }
});

test('in a room with a lobby everyone waits until a moderator admits them', async ({
  host,
  arrives,
}) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Surgery', lobby: true });
  const early = await arrives('Early Eve');
  await early.comesToTheDoor(link);
  await expect(early.button('Ask to join')).toBeVisible();
  await early.knocks();
  await expect(early.page.getByRole('status')).toContainText(
    'Waiting for a moderator to let you in',
  );

  await hanna.joins(link);
  await hanna.opensPanel('People');
  await expect(hanna.people.getByRole('list', { name: 'Waiting' })).toContainText('Early Eve');
  const hold = hanna.people.getByRole('button', { name: 'Hold Early Eve' });
  await hold.click();
  await expect(early.page.getByRole('status')).toContainText('A moderator asks you for patience');
  await expect(hanna.people.getByRole('button', { name: 'Admit everyone' })).toHaveCount(0);
  await hold.click();
  await expect(early.page.getByRole('status')).toContainText('Waiting for a moderator');
  await hanna.people.getByRole('button', { name: 'Admit Early Eve' }).click();
  await early.isInTheMeeting();
  await early.sees('Hanna Host');

  const denied = await arrives('Dora');
  await denied.comesToTheDoor(link);
  await denied.knocks();
  await hanna.people.getByRole('button', { name: 'Deny Dora' }).click();
  await expect(denied.page.getByRole('alert')).toBeVisible();
  expect(await hanna.peopleNames()).toEqual(['Hanna Host', 'Early Eve']);
});

test('an unknown link and a locked meeting are said plainly', async ({ host, arrives, parley }) => {
  const lost = await arrives('Lost');
  await lost.page.goto(`${parley.url}/r/0000-0000-0000`);
  await expect(lost.page.getByRole('alert')).toBeVisible();

  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Locked' });
  await hanna.joins(link);
  await hanna.opensPanel('People');
  await hanna.people.getByRole('button', { name: 'Lock meeting' }).click();
  await expect(hanna.people.getByRole('button', { name: 'Unlock meeting' })).toBeVisible();
  await lost.page.goto(link);
  await expect(lost.page.getByText(/locked/i).first()).toBeVisible();
});

test('where the code of the meeting does not come, that is said, and another try brings one in', async ({
  host,
  arrives,
}) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Updated room' });
  const ann = await arrives('Ann');
  const { page } = ann;
  const refused: string[] = [];
  await page.route('**/*.js', async (route) => {
    const answer = await route.fetch();
    // How waiting is drawn is part of the meeting's code and of nothing else.
    const isMeeting = (await answer.text()).includes('parley-waiting-view');
    if (!isMeeting) return route.fulfill({ response: answer });
    refused.push(route.request().url());
    return route.abort();
  });
  await ann.comesToTheDoor(link);
  await ann.knocks();
  await expect(page.getByRole('alert')).toContainText('The meeting could not be loaded');
  expect(refused).not.toEqual([]);
  await page.unroute('**/*.js');
  await page.getByRole('button', { name: 'Try again' }).click();
  await ann.isInTheMeeting();
});

test('on a phone Join is in sight, and the devices are behind one row', async ({
  host,
  arrives,
}) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Pocket', password: 'sesame' });
  const gus = await arrives('Gus', { phone: true });
  await gus.comesToTheDoor(link);
  await expect(gus.page.getByLabel('Camera preview')).toBeVisible();
  await expect(gus.button('Join')).toBeInViewport({ ratio: 1 });
  await expect(gus.page.getByRole('combobox', { name: 'Camera' })).toBeHidden();
  await gus.button('Devices').click();
  for (const name of ['Microphone', 'Camera', 'Speaker'])
    await expect(gus.page.getByRole('combobox', { name })).toBeVisible();
});
