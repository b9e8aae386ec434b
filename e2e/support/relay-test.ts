import type { Fixtures } from '@playwright/test';
import type { Person } from './person';
import { Relay } from './relay';
import { ParleyServer } from './server';

interface WithRelay {
  relay: Relay;
  parley: ParleyServer;
}

/** For `extend`: a Parley that knows a relay, which is a real coturn. */
export const withRelay: Fixtures<object, WithRelay, object, { parley: ParleyServer }> = {
  relay: [
    async ({}, use) => {
      const relay = await Relay.start();
      await use(relay);
      await relay.dispose();
    },
    { scope: 'worker' },
  ],
  parley: [
    async ({ relay }, use) => {
      const server = await ParleyServer.start({ TURN_URLS: relay.url, TURN_SECRET: relay.secret });
      await use(server);
      await server.dispose();
    },
    { scope: 'worker' },
  ],
};

/** A new room of this host that hides addresses; gives its link. */
export async function makesHiddenRoom(host: Person, name = 'Hidden'): Promise<string> {
  const link = await host.makesRoom({ name });
  await host.hidesAddressesIn(name);
  return link;
}

/** The host and a guest join the same room and see each other. */
export async function meetIn(link: string, host: Person, guest: Person): Promise<void> {
  await host.joins(link);
  await guest.joins(link);
  await Promise.all([host.sees(guest.name), guest.sees(host.name)]);
}
