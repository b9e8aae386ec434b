import { speaksWithoutPause } from './support/long-tone';
import type { Person } from './support/person';
import { received } from './support/peer-watch';
import { expect, test } from './support/test';

const everyoneSeesEveryone = async (people: readonly Person[]): Promise<void> => {
  for (const viewer of people)
    for (const other of people) if (other !== viewer) await viewer.sees(other.name);
};

test('three people see and hear each other, and mute and camera show at once', async ({
  host,
  arrives,
}) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Trio' });
  const [ann, bob] = [await arrives('Ann'), await arrives('Bob')];
  await hanna.joins(link);
  await ann.joins(link);
  await bob.joins(link);
  await everyoneSeesEveryone([hanna, ann, bob]);
  for (const person of [hanna, ann, bob])
    await expect.poll(async () => (await received(person.page)).audioEnergy).toBeGreaterThan(0);

  await ann.button('Mute').click();
  await expect(bob.tile('Ann')).toContainText('muted');
  await expect(hanna.tile('Ann')).toContainText('muted');
  await ann.button('Unmute').click();
  await expect(bob.tile('Ann')).not.toContainText('muted');

  await ann.button('Stop camera').click();
  await expect(bob.tile('Ann').locator('video')).toHaveCount(0);
  await bob.sees('Hanna Host');
  await ann.button('Start camera').click();
  await bob.sees('Ann');

  for (const person of [hanna, ann, bob])
    expect((await person.peopleNames()).sort()).toEqual(['Ann', 'Bob', 'Hanna Host']);
});

test('who speaks is marked, for others and oneself, while the microphone is on', async ({
  host,
  arrives,
}) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'One speaks' });
  const ann = await arrives('Ann');
  await speaksWithoutPause(ann.context);
  await hanna.joins(link);
  await ann.joins(link);
  await expect(hanna.tile('Ann')).toContainText('speaking');
  await expect(ann.tile('Ann (you)')).toContainText('speaking');
  await ann.button('Mute').click();
  await expect(hanna.tile('Ann')).not.toContainText('speaking');
  await expect(ann.tile('Ann (you)')).not.toContainText('speaking');
  await ann.button('Unmute').click();
  await expect(hanna.tile('Ann')).toContainText('speaking');
  await hanna.page.reload();
  await expect(hanna.tile('Ann')).toContainText('speaking');
});

test('six people fill the page, and the seventh is told that the room is full', async ({
  host,
  arrives,
}) => {
  test.slow();
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Six' });
  await hanna.joins(link);
  const people = [hanna];
  // Two cores carry thirty links, and not thirty pictures and voices: the first and the last have a picture, in the end.
  for (const name of ['Ann', 'Bob', 'Cid', 'Dee', 'Eve']) {
    const person = await arrives(name);
    await person.joins(`${link}?camera=off&microphone=off`);
    people.push(person);
  }
  for (const person of people) {
    await expect(person.tiles).toHaveCount(6);
    await expect
      .poll(async () => (await received(person.page)).openConnections, { timeout: 40_000 })
      .toBe(5);
  }
  const eve = people.at(-1) ?? hanna;
  await eve.button('Start camera').click();
  await everyoneSeesEveryone([hanna, eve]);
  const boxes = await Promise.all((await hanna.tiles.all()).map((tile) => tile.boundingBox()));
  const area = boxes.reduce((sum, box) => sum + (box ? box.width * box.height : 0), 0);
  expect(area / (1280 * 800)).toBeGreaterThan(0.6);

  const late = await arrives('Late');
  await late.page.goto(link);
  await expect(late.page.getByText(/full/i).first()).toBeVisible();
});

test('a reload keeps seat, name, role and mute state, and nobody sees a second tile', async ({
  host,
  arrives,
}) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Reload' });
  const ann = await arrives('Ann');
  await hanna.joins(link);
  await ann.joins(link);
  await everyoneSeesEveryone([hanna, ann]);
  await ann.button('Mute').click();
  await expect(hanna.tile('Ann')).toContainText('muted');
  const seat = await hanna.tile('Ann').getAttribute('data-participant-id');

  await hanna.page.evaluate(() => {
    const counts: number[] = [];
    Object.assign(window, { tileCounts: counts });
    new MutationObserver(() => {
      counts.push(document.querySelectorAll('[data-participant-id][data-source="camera"]').length);
    }).observe(document.body, { childList: true, subtree: true });
  });
  await ann.page.reload();
  await ann.isInTheMeeting();
  await hanna.sees('Ann');
  await ann.sees('Hanna Host');
  expect(await hanna.tile('Ann').getAttribute('data-participant-id')).toBe(seat);
  await expect(hanna.tile('Ann')).toContainText('muted');
  await expect(ann.button('Unmute')).toBeVisible();
  const counts = await hanna.page.evaluate(
    () => (window as unknown as { tileCounts: number[] }).tileCounts,
  );
  expect(counts.filter((count) => count > 2)).toEqual([]);

  await hanna.page.reload();
  await hanna.isInTheMeeting();
  await hanna.opensPanel('People');
  await expect(hanna.people.getByRole('button', { name: 'Mute everyone' })).toBeVisible();
});

test('leaving and rejoining ten times leaves no ghost and no open connection', async ({
  host,
  arrives,
}) => {
  test.slow();
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Revolving door' });
  const ann = await arrives('Ann');
  await hanna.joins(link);
  await ann.joins(link);
  for (let round = 0; round < 10; round += 1) {
    await ann.leaves();
    await expect(hanna.tile('Ann')).toHaveCount(0);
    await ann.button('Rejoin').click();
    const door = ann.page.getByRole('button', { name: 'Join', exact: true });
    const controls = ann.page.getByRole('toolbar', { name: 'Meeting controls' });
    await expect(door.or(controls).first()).toBeVisible();
    if (await door.isVisible()) await door.click();
    await ann.isInTheMeeting();
    await expect(hanna.tile('Ann')).toHaveCount(1);
  }
  await everyoneSeesEveryone([hanna, ann]);
  expect((await received(hanna.page)).openConnections).toBe(1);
  expect((await received(ann.page)).openConnections).toBe(1);
});

test('a closed tab disappears from the list, and End for all ends it for all', async ({
  host,
  arrives,
}) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Ending' });
  const [ann, bob] = [await arrives('Ann'), await arrives('Bob')];
  await hanna.joins(link);
  await ann.joins(link);
  await bob.joins(link);
  await bob.page.close({ runBeforeUnload: false });
  await expect(hanna.tile('Bob')).toHaveCount(0, { timeout: 20_000 });

  await hanna.endsTheMeeting();
  await expect(ann.page.getByRole('heading', { name: 'The meeting has ended' })).toBeVisible();
  await expect(hanna.page.getByRole('heading', { name: 'The meeting has ended' })).toBeVisible();
  expect((await received(ann.page)).openConnections).toBe(0);
});

test('a server restart in the middle is a banner, not an end', async ({
  host,
  arrives,
  parley,
}) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Restart' });
  const ann = await arrives('Ann');
  await hanna.joins(link);
  await ann.joins(link);
  await everyoneSeesEveryone([hanna, ann]);

  await parley.stop('SIGKILL');
  await expect(ann.page.getByText(/reconnecting/i).first()).toBeVisible();
  await ann.sees('Hanna Host');
  await parley.start();
  await expect(ann.page.getByText(/reconnecting/i)).toHaveCount(0, { timeout: 30_000 });
  await ann.says('Still here');
  await hanna.readsInChat('Still here');
  await everyoneSeesEveryone([hanna, ann]);
});
