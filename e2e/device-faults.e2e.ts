import { OwnDevices } from './support/own-devices';
import { received } from './support/peer-watch';
import type { Person } from './support/person';
import { expect, test } from './support/test';

/** A device that is plugged in again is in the call again within this time (security.md X42). */
const replugWithinMs = 2_000;

/** Frames of somebody on somebody else's page; 0 where there is no picture. */
const framesOf = (viewer: Person, name: string): Promise<number> =>
  viewer
    .tile(name)
    .locator('video')
    .evaluateAll(([video]) =>
      video instanceof HTMLVideoElement ? video.getVideoPlaybackQuality().totalVideoFrames : 0,
    );

test('a camera pulled out in a call is said, costs nothing else, and is back within two seconds', async ({
  host,
  arrives,
}) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Loose plug' });
  const ann = await arrives('Ann');
  const devices = await OwnDevices.of(ann);
  await hanna.joins(link);
  await ann.joins(link);
  await hanna.sees('Ann');

  await devices.unplugs('camera');
  await expect(ann.page.getByText(/camera was disconnected/).first()).toBeVisible();
  await expect(hanna.tile('Ann').locator('video')).toHaveCount(0);
  await expect(hanna.tile('Ann')).toHaveCount(1);
  const heardBefore = (await received(hanna.page)).audioEnergy;
  await expect
    .poll(async () => (await received(hanna.page)).audioEnergy)
    .toBeGreaterThan(heardBefore);

  await devices.plugsIn('camera');
  await expect
    .poll(() => framesOf(hanna, 'Ann'), { intervals: [50], timeout: replugWithinMs })
    .toBeGreaterThan(0);
  await expect(hanna.tile('Ann')).toHaveCount(1);
  await expect(ann.button('Stop camera')).toBeVisible();
});

for (const { what, refusals, says, missing } of [
  {
    what: 'no camera',
    refusals: { camera: 'NotFoundError' },
    says: /No camera was found/,
    missing: ['camera'],
  },
  {
    what: 'neither camera nor microphone',
    refusals: { camera: 'NotFoundError', microphone: 'NotFoundError' },
    says: /No camera and no microphone were found/,
    missing: ['camera', 'microphone'],
  },
] as const)
  test(`with ${what} one enters, and adds devices later`, async ({ host, arrives }) => {
    const hanna = await host();
    const link = await hanna.makesRoom({ name: 'Bare hands' });
    const dan = await arrives('Dan');
    const devices = await OwnDevices.of(dan, refusals);
    await hanna.joins(link);
    await dan.comesToTheDoor(link);
    await expect(dan.page.getByText(says).first()).toBeVisible();
    await dan.knocks();
    await dan.isInTheMeeting();
    await expect(hanna.tile('Dan')).toBeVisible();
    await expect(hanna.tile('Dan').locator('video')).toHaveCount(0);
    for (const device of missing) await devices.plugsIn(device);
    if (missing.length > 1) {
      await expect(hanna.tile('Dan')).toContainText('muted');
      await dan.button('Unmute').click();
    }
    await dan.button('Start camera').click();
    await hanna.sees('Dan');
    await expect(hanna.tile('Dan')).not.toContainText('muted');
  });

test('with a camera that another program has one enters and is heard', async ({
  host,
  arrives,
}) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Busy camera' });
  await hanna.joins(link);
  const dan = await arrives('Dan');
  await OwnDevices.of(dan, { camera: 'NotReadableError' });
  await dan.comesToTheDoor(link);
  await expect(dan.page.getByText(/camera is in use by another program/).first()).toBeVisible();
  await dan.knocks();
  await dan.isInTheMeeting();
  await expect(hanna.tile('Dan')).not.toContainText('muted');
  await expect(hanna.tile('Dan').locator('video')).toHaveCount(0);
  await expect.poll(async () => (await received(hanna.page)).audioEnergy).toBeGreaterThan(0);
});

test('another voice processing mutes nobody, and nobody hears themselves', async ({
  host,
  arrives,
}) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Clear voice' });
  const ann = await arrives('Ann');
  const devices = await OwnDevices.of(ann);
  await hanna.joins(link);
  await ann.joins(link);
  await hanna.sees('Ann');
  expect(await devices.voice()).toMatchObject({ echoCancellation: true, noiseSuppression: true });
  // One voice is played here, Hanna's: never the own one.
  await expect(ann.page.locator('audio')).toHaveCount(1);

  await hanna.tile('Ann').evaluate((tile) => {
    const note = () => {
      if (tile.textContent?.includes('muted')) tile.setAttribute('data-was-muted', '');
    };
    new MutationObserver(note).observe(tile, { childList: true, subtree: true });
  });
  await ann.button('More').click();
  await ann.page.getByRole('menuitem', { name: 'Settings', exact: true }).click();
  await ann.page.getByRole('switch', { name: 'Noise suppression' }).click();
  await expect
    .poll(() => devices.voice())
    .toMatchObject({ noiseSuppression: false, echoCancellation: true });
  const before = (await received(hanna.page)).audioEnergy;
  await expect.poll(async () => (await received(hanna.page)).audioEnergy).toBeGreaterThan(before);
  await expect(hanna.tile('Ann')).not.toHaveAttribute('data-was-muted');
  expect(await devices.inUse()).toBe(2);
});

test('in and out of two rooms ten times: no connection, no ghost and no camera light is left', async ({
  host,
  arrives,
}) => {
  const hanna = await host();
  const links = [await hanna.makesRoom({ name: 'One' }), await hanna.makesRoom({ name: 'Two' })];
  const [first = '', second = ''] = links;
  await hanna.joins(second);
  const ann = await arrives('Ann');
  const devices = await OwnDevices.of(ann);
  const open = async () => (await received(ann.page)).openConnections;
  await ann.joins(first);
  for (let round = 1; round <= 10; round += 1) {
    await ann.leaves();
    expect(await devices.inUse()).toBe(0);
    await expect.poll(open).toBe(0);
    if (round % 2 === 0) await ann.button('Rejoin').click();
    else {
      // As a link inside the page would: a new page would hide whatever is left over.
      const next = round % 4 === 1 ? second : first;
      await ann.page.evaluate((address) => {
        history.pushState(null, '', address);
        dispatchEvent(new PopStateEvent('popstate'));
      }, next);
      await ann.knocks();
    }
    await ann.isInTheMeeting();
    await expect.poll(() => devices.inUse()).toBe(2);
  }
  await ann.sees('Hanna Host');
  await hanna.sees('Ann');
  await expect(hanna.tiles).toHaveCount(2);
  expect(await hanna.peopleNames()).toEqual(['Hanna Host', 'Ann']);
  expect(await open()).toBe(1);
});
