import { randomBytes } from 'node:crypto';
import { sharesIn, takesFrom } from './support/files-panel';
import type { Person } from './support/person';
import { expect, test } from './support/test';

/** Presses the button beside the code and gives what is in the clipboard then. */
async function copiesCode({ page }: Person): Promise<string> {
  await page.getByRole('button', { name: 'Copy code' }).click();
  await expect(page.getByText('Code copied')).toBeVisible();
  return page.evaluate(() => navigator.clipboard.readText());
}

test('two browsers exchange a file by codes, and the server sees none of it', async ({
  arrives,
  parley,
}) => {
  const [ann, bob] = [await arrives('Ann'), await arrives('Bob')];
  for (const { page } of [ann, bob]) await page.goto(`${parley.url}/direct`);
  await ann.button('Make a code').click();
  const code = await copiesCode(ann);
  await bob.page.getByLabel('Code from the other person').fill(`${code.slice(0, -4)}`);
  await bob.button('Use this code').click();
  await expect(bob.page.getByText('was changed on the way')).toBeVisible();
  await bob.page.getByLabel('Code from the other person').fill(code);
  await bob.button('Use this code').click();
  const answer = await copiesCode(bob);
  await ann.page.getByLabel('Code that came back').fill(code);
  await ann.button('Connect').click();
  await expect(ann.page.getByText('This is your own code')).toBeVisible();
  await ann.page.getByLabel('Code that came back').fill(answer);

  const asked: string[] = [];
  for (const { page } of [ann, bob])
    page.on('request', (request) => {
      if (/\/(api|socket\.io)\//.test(request.url())) asked.push(request.url());
    });
  await ann.button('Connect').click();
  for (const { page } of [ann, bob])
    await expect(page.getByText('Connected, encrypted')).toBeVisible();
  const bytes = randomBytes(3_000_000);
  await sharesIn(ann.page, ann.files, 'plan.bin', bytes);
  const taken = await takesFrom(bob.page, bob.files, 'plan.bin');
  expect(taken.bytes.equals(bytes)).toBe(true);
  expect(asked).toEqual([]);
  await bob.button('Disconnect').click();
  await expect(ann.page.getByText('The connection is gone')).toBeVisible();
});
