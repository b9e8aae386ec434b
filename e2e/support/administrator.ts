import { expect } from '@playwright/test';
import type { Person } from './person';
import type { ParleyServer } from './server';

/** Makes the first account of a server by the link that it printed at its start, or signs in to it again. */
export async function administrator(person: Person, parley: ParleyServer): Promise<Person> {
  const email = 'ada@example.org';
  const secret = /#setup=([\w-]{43})/.exec(parley.output)?.[1] ?? '';
  await person.page.goto(`${parley.url}/sign-up#setup=${secret}`);
  await person.page.getByRole('textbox', { name: 'Name' }).fill(person.name);
  await person.page.getByRole('textbox', { name: 'Email' }).fill(email);
  await person.page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await person.button('Create account').click();
  const rooms = person.page.getByRole('heading', { name: 'Rooms' });
  await expect(rooms.or(person.page.getByRole('alert'))).toBeVisible();
  if (!(await rooms.isVisible())) await person.signsIn(email);
  await expect(rooms).toBeVisible();
  return person;
}
