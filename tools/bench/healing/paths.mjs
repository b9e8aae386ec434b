import { openLab } from '../lab-page.mjs';
import { load } from './load.mjs';

const faults = [
  { name: 'mesh path cut 5 s', kind: 'cut', cutAtLeastMs: 5_000 },
  { name: 'mesh path lost', kind: 'path-lost' },
  { name: 'network changed', kind: 'network-changed' },
];

async function breakOnce(lab, relay, { kind, cutAtLeastMs = 0 }) {
  const page = await lab.newPage();
  await page.exposeFunction('portTo', (address, port) => relay.portTo(address, port));
  await page.exposeFunction('setCut', (isCut) => void (relay.isCut = isCut));
  await page.exposeFunction('dropPaths', () => relay.dropPaths());
  const healed = await page.evaluate(
    async ([fault, leastMs]) => {
      const { breakAndHeal, relayOfPage } = await import('/lab.js');
      return breakAndHeal(relayOfPage(), fault, leastMs);
    },
    [kind, cutAtLeastMs],
  );
  await page.close();
  // Somebody whose track or connection is replaced is gone from the picture for a moment.
  const isReplaced = healed.lostTracks + healed.renewedConnections > 0;
  return { ...healed, freezes: null, falseLeft: 0, outOfSight: isReplaced ? 1 : 0 };
}

/** How long a broken path between two browsers stays unnoticed and unhealed; calls back per fault. */
export async function measurePaths(rounds, report) {
  const { UdpRelay } = await load('libs/testing/src/udp-relay.ts');
  const [relay, lab] = [new UdpRelay(), await openLab('healing-lab.ts')];
  try {
    for (const fault of faults) {
      const healed = [];
      for (let round = 0; round < rounds; round += 1)
        healed.push(await breakOnce(lab, relay, fault));
      report(fault.name, healed);
    }
  } finally {
    await lab.close();
    relay.close();
  }
}
