import { received } from './support/peer-watch';
import { expect, test } from './support/test';

test('a removed guest is out within a second and comes back only by a moderator', async ({
  host,
  arrives,
}) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Hearing', password: 'sesame' });
  const [mallory, control] = [await arrives('Mallory'), await arrives('Connie Control')];
  await hanna.joins(link);
  await mallory.joins(link, { password: 'sesame' });
  await control.joins(link, { password: 'sesame' });
  await mallory.sees('Hanna Host');
  await control.sees('Hanna Host');
  const token = await mallory.page.evaluate(() => JSON.stringify({ ...sessionStorage }));

  // The victim's page may not help: its own closing of connections is taken away, so that only the others can end it.
  await mallory.page.evaluate(() => {
    RTCPeerConnection.prototype.close = () => undefined;
  });
  await hanna.removes('Mallory');
  await expect(
    mallory.page.getByRole('heading', { name: 'You were removed from the meeting' }),
  ).toBeVisible({ timeout: 1_500 });
  await expect(mallory.page.getByText('Hanna Host').first()).toBeVisible();
  await expect(hanna.tile('Mallory')).toHaveCount(0);
  await expect(control.tile('Mallory')).toHaveCount(0);
  await expect(control.page.getByText(/Mallory was removed by Hanna Host/).first()).toBeVisible();

  const [before, controlBefore] = [await received(mallory.page), await received(control.page)];
  await expect
    .poll(async () => (await received(control.page)).bytes)
    .toBeGreaterThan(controlBefore.bytes + 50_000);
  const after = await received(mallory.page);
  expect(after.framesDecoded).toBe(before.framesDecoded);
  expect(after.audioBytes).toBe(before.audioBytes);

  // Old tab and old token.
  await mallory.page.evaluate((saved) => {
    for (const [key, value] of Object.entries(JSON.parse(saved) as Record<string, string>))
      sessionStorage.setItem(key, value);
  }, token);
  await mallory.page.goto(link);
  await expect(mallory.page.getByRole('toolbar', { name: 'Meeting controls' })).toHaveCount(0);
  // New name on the same device, and a cleared page.
  for (const clear of [false, true]) {
    if (clear) await mallory.context.clearCookies();
    await mallory.page.evaluate(() => (sessionStorage.clear(), localStorage.clear()));
    await mallory.comesToTheDoor(link);
    await mallory.knocks({ name: clear ? 'Nobody Special' : 'Somebody Else', password: 'sesame' });
    await expect(mallory.page.getByRole('status')).toContainText('Waiting for a moderator');
  }
  expect((await hanna.peopleNames()).sort()).toEqual(['Connie Control', 'Hanna Host']);
  await hanna.people.getByRole('button', { name: 'Admit Nobody Special' }).click();
  await mallory.isInTheMeeting();
  await mallory.sees('Hanna Host');
});

test('a blocked guest is refused', async ({ host, arrives }) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Blocked' });
  const mallory = await arrives('Mallory');
  await hanna.joins(link);
  await mallory.joins(link);
  await hanna.removes('Mallory', 'Remove and block');
  await expect(
    mallory.page.getByRole('heading', { name: 'You were removed from the meeting' }),
  ).toBeVisible();
  await mallory.comesToTheDoor(link);
  await mallory.knocks({ name: 'Another Name' });
  await expect(mallory.page.getByRole('alert')).toBeVisible();
  expect(await hanna.peopleNames()).toEqual(['Hanna Host']);
});

test('a moderator mutes one and everyone, and only they themselves unmute', async ({
  host,
  arrives,
}) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Noise' });
  const [ann, bob] = [await arrives('Ann'), await arrives('Bob')];
  await hanna.joins(link);
  await ann.joins(link);
  await bob.joins(link);
  await hanna.actsOn('Ann', 'Mute');
  await expect(ann.button('Unmute')).toBeVisible();
  await expect(bob.tile('Ann')).toContainText('muted');
  await ann.button('Unmute').click();
  await expect(bob.tile('Ann')).not.toContainText('muted');

  await hanna.people.getByRole('button', { name: 'Mute everyone' }).click();
  await expect(ann.button('Unmute')).toBeVisible();
  await expect(bob.button('Unmute')).toBeVisible();
  await expect(hanna.button('Mute')).toBeVisible();

  await hanna.actsOn('Bob', 'Stop camera');
  await expect(bob.button('Start camera')).toBeVisible();
  await expect(ann.tile('Bob').locator('video')).toHaveCount(0);
});

test('a made moderator can moderate, an unmade one cannot, and moderation is passed on', async ({
  host,
  arrives,
}) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Roles' });
  const [ann, bob] = [await arrives('Ann'), await arrives('Bob')];
  await hanna.joins(link);
  await ann.joins(link);
  await bob.joins(link);
  await ann.opensPanel('People');
  await expect(ann.people.getByRole('button', { name: 'Mute everyone' })).toHaveCount(0);
  await hanna.actsOn('Ann', 'Make moderator');
  await expect(ann.people.getByRole('button', { name: 'Mute everyone' })).toBeVisible();
  await hanna.actsOn('Ann', 'Remove moderator');
  await expect(ann.people.getByRole('button', { name: 'Mute everyone' })).toHaveCount(0);

  await hanna.leaves();
  await expect(ann.people.getByRole('button', { name: 'Mute everyone' })).toBeVisible();
});

test('a raised hand shows for everyone', async ({ host, arrives }) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Hands' });
  const ann = await arrives('Ann');
  await hanna.joins(link);
  await ann.joins(link);
  await ann.button('Raise hand').click();
  await expect(hanna.tile('Ann')).toContainText('hand raised');
  await ann.button('Lower hand').click();
  await expect(hanna.tile('Ann')).not.toContainText('hand raised');
});
