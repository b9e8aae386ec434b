import type { Person } from './support/person';
import { expect, test } from './support/test';

/** How high a tile is now, in pixels. */
async function heightOf(viewer: Person, name: string): Promise<number> {
  const box = await viewer.tile(name).boundingBox();
  return box?.height ?? 0;
}

/** How often one tile fits into another, by height; once nothing moves any more. */
const expectTimesHigher = (viewer: Person, name: string, than: string) =>
  expect.poll(async () => (await heightOf(viewer, name)) / (await heightOf(viewer, than)));

test('whom somebody pins is large for them alone, and hears of a picture that is saved', async ({
  host,
  arrives,
}) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Stage' });
  const [ann, bob] = [await arrives('Ann'), await arrives('Bob')];
  for (const person of [hanna, ann, bob]) await person.joins(link);
  await expectTimesHigher(hanna, 'Ann', 'Bob').toBe(1);

  await hanna.button('Pin Ann').click();
  await expectTimesHigher(hanna, 'Ann', 'Bob').toBeGreaterThan(2);
  await expectTimesHigher(ann, 'Hanna Host', 'Bob').toBe(1);

  await hanna.button('Unpin Ann').click();
  await expectTimesHigher(hanna, 'Ann', 'Bob').toBe(1);
  await hanna.button('Pin Bob').click();
  await expectTimesHigher(hanna, 'Bob', 'Ann').toBeGreaterThan(2);

  const saving = hanna.page.waitForEvent('download');
  await hanna.button('Save a picture of Bob').click();
  await expect(bob.page.getByText('Hanna Host saved a picture of what you show')).toBeVisible();
  expect((await saving).suggestedFilename()).toMatch(/^Bob \d{4}-\d\d-\d\d .+\.png$/);

  await bob.leaves();
  await expectTimesHigher(hanna, 'Ann', 'Hanna Host (you)').toBe(1);
});
