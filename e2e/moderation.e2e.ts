import { captures, notesCaptures } from './support/captures';
import { received } from './support/peer-watch';
import type { Person } from './support/person';
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

test('a blocked guest is refused, and their screen, camera and microphone are let go at once', async ({
  host,
  arrives,
}) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Blocked' });
  const mallory = await arrives('Mallory');
  await notesCaptures(mallory.page);
  await hanna.joins(link);
  await mallory.joins(link);
  await mallory.button('Share screen').click();
  await hanna.sees('Mallory (screen)');
  expect(new Set(await captures(mallory.page))).toEqual(new Set(['audio', 'video', 'screen']));
  await hanna.removes('Mallory', 'Remove and block');
  await expect.poll(() => captures(mallory.page), { timeout: 1_500 }).toEqual([]);
  await expect(
    mallory.page.getByRole('heading', { name: 'You were removed from the meeting' }),
  ).toBeVisible();
  await mallory.comesToTheDoor(link);
  await mallory.knocks({ name: 'Another Name' });
  await expect(mallory.page.getByRole('alert')).toBeVisible();
  expect(await hanna.peopleNames()).toEqual(['Hanna Host']);

  await hanna.people.getByRole('button', { name: 'Blocked people' }).click();
  const blocked = hanna.page.getByRole('dialog', { name: 'Blocked people' });
  await expect(blocked.getByRole('listitem')).toContainText(/Mallory.*by Hanna Host/s);
  await blocked.getByRole('button', { name: 'Allow Mallory again' }).click();
  await expect(blocked.getByText('Nobody is blocked')).toBeVisible();
  await blocked.getByRole('button', { name: 'Close' }).click();
  await mallory.knocks({ name: 'Mallory' });
  await hanna.people.getByRole('button', { name: 'Admit Mallory' }).click();
  await mallory.isInTheMeeting();

  await hanna.actsOn('Mallory', 'Put back into lobby');
  await hanna.page.getByRole('dialog').getByRole('button', { name: 'Put into lobby' }).click();
  await expect(mallory.page.getByRole('status')).toContainText('Waiting for a moderator');
  await expect(hanna.tile('Mallory')).toHaveCount(0);
  await hanna.people.getByRole('button', { name: 'Admit Mallory' }).click();
  await mallory.isInTheMeeting();
  await hanna.sees('Mallory');
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

  for (const one of [ann, bob]) await one.button('Unmute').click();
  await expect(hanna.tile('Bob')).not.toContainText('muted');
  await hanna.actsOn('Ann', 'Mute everyone else');
  await hanna.button('Nobody else may unmute').click();
  await expect(bob.button('Unmute')).toHaveAttribute('aria-disabled', 'true');
  await expect(bob.tile('Ann')).not.toContainText('muted');
  await expect(ann.button('Mute')).toBeVisible();

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

/** Everything that this page plays aloud: the tracks of its audio elements. */
const heardOn = ({ page }: Person) =>
  page.evaluate(() =>
    [...document.querySelectorAll('audio')].flatMap(({ srcObject }) =>
      srcObject instanceof MediaStream ? srcObject.getTracks().map(({ id }) => id) : [],
    ),
  );

test('a moderator holds the floor, and not even a page that sends anyway is heard', async ({
  host,
  arrives,
}) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Floor' });
  const [ann, mallory] = [await arrives('Ann'), await arrives('Mallory')];
  // Her page obeys nobody: no track of hers ever leaves a sender or is switched off.
  await mallory.page.addInitScript(() => {
    const { replaceTrack } = RTCRtpSender.prototype;
    RTCRtpSender.prototype.replaceTrack = function (track) {
      return track ? replaceTrack.call(this, track) : Promise.resolve();
    };
    MediaStreamTrack.prototype.stop = () => undefined;
    Object.defineProperty(MediaStreamTrack.prototype, 'enabled', {
      get: () => true,
      set: () => undefined,
    });
  });
  await hanna.joins(link);
  await ann.joins(link);
  await mallory.joins(link);
  await expect.poll(async () => (await heardOn(ann)).length).toBe(2);

  await hanna.opensPanel('People');
  await hanna.people.getByRole('button', { name: 'Permissions' }).click();
  const dialog = hanna.page.getByRole('dialog', { name: 'What participants may do' });
  await dialog.getByRole('button', { name: 'Mute everyone, and nobody may unmute' }).click();
  await expect(dialog.getByRole('switch', { name: 'Unmute themselves' })).not.toBeChecked();
  await dialog.getByRole('button', { name: 'Close' }).click();

  await expect(ann.tile('Mallory')).toContainText('muted');
  await expect.poll(async () => (await heardOn(ann)).length).toBe(1);
  const before = await received(ann.page);
  await expect
    .poll(async () => (await received(ann.page)).audioBytes)
    .toBeGreaterThan(before.audioBytes + 20_000);
  expect((await heardOn(ann)).length).toBe(1);

  // A click does nothing but say why.
  await expect(ann.button('Unmute')).toHaveAttribute('aria-disabled', 'true');
  await ann.button('Raise hand').click();
  await hanna.actsOn('Ann', 'Allow to unmute');
  const question = ann.page.getByRole('dialog', { name: 'Hanna Host lets you unmute' });
  await expect(question).toBeVisible();
  await expect(hanna.tile('Ann')).toContainText('muted');
  await question.getByRole('button', { name: 'Unmute' }).click();
  await expect(hanna.tile('Ann')).not.toContainText('muted');
  await expect(ann.tile('Mallory')).toContainText('muted');
});

test('a moderator suspends everything with one click, and lets it go on with another', async ({
  host,
  arrives,
}) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Riot' });
  const ann = await arrives('Ann');
  await hanna.joins(link);
  await ann.joins(link);
  await ann.opensPanel('Chat');
  await hanna.opensPanel('People');
  await hanna.people.getByRole('button', { name: 'Suspend everything' }).click();
  await hanna.page.getByRole('dialog').getByRole('button', { name: 'Suspend everything' }).click();
  await expect(ann.button('Unmute')).toBeVisible();
  await expect(ann.button('Start camera')).toHaveAttribute('aria-disabled', 'true');
  await expect(hanna.tile('Ann').locator('video')).toHaveCount(0);
  await expect(ann.chat.getByRole('textbox', { name: 'Message' })).toHaveCount(0);
  await expect(hanna.people.getByRole('button', { name: 'Unlock meeting' })).toBeVisible();
  await expect(hanna.button('Mute')).toBeVisible();

  await hanna.people.getByRole('button', { name: 'Let the meeting go on' }).click();
  await expect(ann.chat.getByRole('textbox', { name: 'Message' })).toBeVisible();
  await expect(hanna.people.getByRole('button', { name: 'Lock meeting' })).toBeVisible();
  // Nothing comes on by itself.
  await expect(ann.button('Start camera')).not.toHaveAttribute('aria-disabled', 'true');
  await ann.button('Start camera').click();
  await hanna.sees('Ann');
});

test('a host who leaves says who moderates, and comes back as host', async ({ host, arrives }) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Relay race' });
  const [ann, bob] = [await arrives('Ann'), await arrives('Bob')];
  await hanna.joins(link);
  await ann.joins(link);
  await bob.joins(link);
  await bob.opensPanel('People');
  await hanna.button('Leave').click();
  await hanna.page.getByRole('menuitem', { name: 'Hand over and leave' }).click();
  const dialog = hanna.page.getByRole('dialog', { name: 'Who moderates after you?' });
  await dialog.getByRole('radio', { name: 'Bob' }).check();
  await dialog.getByRole('button', { name: 'Hand over and leave' }).click();
  await expect(hanna.page.getByRole('heading', { name: 'You left the meeting' })).toBeVisible();
  await expect(bob.people.getByRole('button', { name: 'Mute everyone' })).toBeVisible();
  await ann.opensPanel('People');
  await expect(ann.people.getByRole('button', { name: 'Mute everyone' })).toHaveCount(0);

  await hanna.joins(link);
  await hanna.opensPanel('People');
  await expect(hanna.people.getByRole('listitem').filter({ hasText: 'host' })).toHaveCount(1);
  await hanna.actsOn('Bob', 'Remove moderator');
  await expect(bob.people.getByRole('button', { name: 'Mute everyone' })).toHaveCount(0);
});
