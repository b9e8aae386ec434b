import { FaultProxy } from './fault-proxy';
import { test as base } from './test';

/**
 * The test with a network that can fail: who comes by `overTheNetwork(link)` reaches the server through it, everybody
 * else directly. Media goes between the browsers and not through it.
 */
export const test = base.extend<
  { overTheNetwork: (link: string) => string },
  { network: FaultProxy }
>({
  network: [
    async ({ parley }, use) => {
      const proxy = await FaultProxy.start(parley.port);
      await use(proxy);
      await proxy.dispose();
    },
    { scope: 'worker' },
  ],
  // The server takes localhost for its own as well, so that the other name can lead another way.
  launchOptions: [
    async ({ launchOptions, network }, use) => {
      const rule = `--host-resolver-rules=MAP localhost 127.0.0.1:${network.port}`;
      await use({ ...launchOptions, args: [...(launchOptions.args ?? []), rule] });
    },
    { scope: 'worker' },
  ],
  overTheNetwork: async ({ network }, use) => {
    const restore = () => {
      network.pass();
      network.refuseWebsockets(false);
      network.delay(0);
    };
    restore();
    await use((link) => link.replace('//127.0.0.1', '//localhost'));
    restore();
  },
});
