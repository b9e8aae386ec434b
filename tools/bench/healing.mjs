import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { root } from '../lib/run.mjs';
import { median } from './figures.mjs';
import { openLab } from './lab-page.mjs';

const rounds = 10;
const faults = ['cut', 'path-lost', 'network-changed'];

async function loadRelay() {
  const file = join(root, 'node_modules', '.cache', 'parley', 'udp-relay.mjs');
  const build = await rolldown({
    input: join(root, 'libs/testing/src/udp-relay.ts'),
    platform: 'node',
  });
  await build.write({ file, format: 'esm' });
  await build.close();
  const { UdpRelay } = await import(pathToFileURL(file).href);
  return new UdpRelay();
}

const shown = (values) =>
  `median ${median(values).toFixed(0)}, worst ${Math.max(...values).toFixed(0)} ms`;

/** How long a broken path between two browsers stays unnoticed and unhealed, by kind of fault. */
export async function benchHealing() {
  const relay = await loadRelay();
  const lab = await openLab('healing-lab.ts');
  try {
    for (const fault of faults) {
      const healed = [];
      for (let round = 0; round < rounds; round += 1) {
        const page = await lab.newPage();
        await page.exposeFunction('portTo', (address, port) => relay.portTo(address, port));
        await page.exposeFunction('setCut', (isCut) => void (relay.isCut = isCut));
        await page.exposeFunction('dropPaths', () => relay.dropPaths());
        healed.push(
          await page.evaluate(async (fault) => {
            const { breakAndHeal, relayOfPage } = await import('/lab.js');
            return breakAndHeal(relayOfPage(), fault);
          }, fault),
        );
        await page.close();
      }
      const noticed = healed.flatMap(({ noticedMs }) => noticedMs ?? []);
      const lost = healed.reduce((sum, { lostTracks }) => sum + lostTracks, 0);
      const healing = shown(healed.map(({ recoveredMs }) => recoveredMs));
      console.log(
        `${fault.padEnd(16)} healed in ${healing}${noticed.length > 0 ? `; noticed in ${shown(noticed)}` : ''}; tracks lost ${lost}, n ${rounds}`,
      );
    }
  } finally {
    await lab.close();
    relay.close();
  }
}
