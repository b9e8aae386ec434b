import type { Person } from './support/person';
import { Relay } from './support/relay';
import { freePort, ParleyServer } from './support/server';
import { expect, test } from './support/test';

/** Runs all checks with the quickest answers and gives what was said of one. */
async function checks(person: Person, origin: string): Promise<(name: string) => Promise<string>> {
  await person.page.goto(`${origin}/check`);
  await person.button('Start check').click();
  await person.button('I heard it').click();
  await person.button('Leave out').click();
  await expect(person.button('Run again')).toBeVisible({ timeout: 45_000 });
  return async (name) => {
    const heading = person.page.getByRole('heading', { name, exact: true });
    return person.page.getByRole('listitem').filter({ has: heading }).innerText();
  };
}

async function signsUpAt(person: Person, origin: string): Promise<void> {
  await person.page.goto(`${origin}/sign-up`);
  await person.page.getByRole('textbox', { name: 'Name' }).fill(person.name);
  await person.page.getByRole('textbox', { name: 'Email' }).fill('check@example.org');
  await person.page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await person.button('Create account').click();
  await expect(person.page.getByRole('heading', { name: 'Rooms' })).toBeVisible();
}

test('a real STUN and TURN server pass, the relay only for people with an account', async ({
  arrives,
}) => {
  test.slow();
  const relay = await Relay.start();
  const server = await ParleyServer.start({
    STUN_URLS: `stun:127.0.0.1:${relay.port}`,
    TURN_URLS: relay.url,
    TURN_SECRET: relay.secret,
  });
  try {
    const ann = await arrives('Ann');
    const toStranger = await checks(ann, server.url);
    expect(await toStranger('STUN')).toContain('The STUN server answered.');
    expect(await toStranger('TURN')).toContain('only for people who are signed in');
    await signsUpAt(ann, server.url);
    const toAccount = await checks(ann, server.url);
    expect(await toAccount('TURN')).toMatch(/through the relay and back in \d+ ms/);
  } finally {
    await server.dispose();
    await relay.dispose();
  }
});

test('a silent STUN server and a relay with another secret are told apart', async ({ arrives }) => {
  test.slow();
  const relay = await Relay.start();
  const silentPort = await freePort();
  const server = await ParleyServer.start({
    STUN_URLS: `stun:127.0.0.1:${silentPort}`,
    TURN_URLS: relay.url,
    TURN_SECRET: 'another secret than the one that the relay has',
  });
  try {
    const bob = await arrives('Bob');
    await signsUpAt(bob, server.url);
    const said = await checks(bob, server.url);
    expect(await said('STUN')).toContain(`No answer from stun:127.0.0.1:${silentPort}`);
    expect(await said('TURN')).toContain('refused the credentials');
  } finally {
    await server.dispose();
    await relay.dispose();
  }
});
