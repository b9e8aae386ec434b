import type { Page } from '@playwright/test';
import type { Person } from './support/person';
import { expect, test } from './support/test';

const toolbar = (page: Page) => page.getByRole('toolbar', { name: 'Meeting controls' });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const isElsewhere = (page: Page) =>
  expect(
    page.getByRole('heading', { name: 'You are in this meeting in another tab' }),
  ).toBeVisible();

/** Another tab of the same browser, at the door. */
async function opensAnotherTab({ context }: Person, link: string): Promise<Page> {
  const tab = await context.newPage();
  await tab.goto(link);
  await expect(tab.getByRole('textbox', { name: 'Your name' })).toBeVisible();
  return tab;
}

test('one person in two tabs is one person in the meeting', async ({ host, arrives }) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Two tabs' });
  const ann = await arrives('Ann');
  await hanna.joins(link);
  await ann.joins(link);
  await expect(hanna.tiles).toHaveCount(2);

  // With an account: joining is moving.
  const second = await opensAnotherTab(hanna, link);
  await expect(second.getByText('Joining moves you here.')).toBeVisible();
  await button(second, 'Join').click();
  await expect(toolbar(second)).toBeVisible();
  await isElsewhere(hanna.page);
  await button(hanna.page, 'Use this tab').click();
  await hanna.isInTheMeeting();
  await isElsewhere(second);
  await second.close();

  // Without one: a browser may be shared, so that it is a choice.
  const another = await opensAnotherTab(ann, link);
  await button(another, 'Continue as Ann').click();
  await expect(toolbar(another)).toBeVisible();
  await isElsewhere(ann.page);
  await expect(hanna.tiles).toHaveCount(2);
  await hanna.sees('Ann');

  const third = await opensAnotherTab(ann, link);
  await third.getByRole('textbox', { name: 'Your name' }).fill('Bob');
  await button(third, 'Join').click();
  await expect(toolbar(third)).toBeVisible();
  await expect(hanna.tile('Bob')).toBeVisible();
  await expect(hanna.tiles).toHaveCount(3);
  await expect(toolbar(another)).toBeVisible();
});
