import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathsOf } from './support/ice-paths';
import type { Person } from './support/person';
import { Relay } from './support/relay';
import { makesHiddenRoom, meetIn, withRelay } from './support/relay-test';
import { expect, test as base } from './support/test';

const test = base.extend(withRelay);

const kindsOf = async (person: Person) => (await pathsOf(person)).map(({ kinds }) => kinds);

/** Every candidate line that this page was told by others. */
const toldCandidates = ({ page }: Person): Promise<string[]> =>
  page.evaluate(() =>
    window.peerConnections.flatMap(
      ({ remoteDescription }) => remoteDescription?.sdp.match(/^a=candidate:.*$/gm) ?? [],
    ),
  );

test('a room that hides addresses brings people together through the relay alone', async ({
  host,
  arrives,
  relay,
  parley,
}) => {
  const hanna = await host();
  const link = await makesHiddenRoom(hanna);
  const ann = await arrives('Ann');
  await meetIn(link, hanna, ann);

  for (const person of [hanna, ann]) {
    await expect.poll(() => kindsOf(person)).toEqual(['relay/relay']);
    const told = await toldCandidates(person);
    expect(told.length).toBeGreaterThan(0);
    for (const line of told) expect(line).toMatch(/typ relay raddr 0\.0\.0\.0 rport 0/);
  }
  expect(parley.output).not.toContain(relay.secret);
});

test('a server with a relay still takes the direct path where nothing has to be hidden', async ({
  host,
  arrives,
}) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Open' });
  await meetIn(link, hanna, await arrives('Ann'));
  await expect.poll(() => kindsOf(hanna)).toEqual(['host/host']);
});

/** The lines of the documented configuration that say whom a relay may reach. */
function documentedPolicy(): string[] {
  const text = readFileSync(join(import.meta.dirname, '..', 'docs', 'operations.md'), 'utf8');
  return text.match(/^(denied-peer-ip=.*|no-tcp-relay|no-multicast-peers)$/gm) ?? [];
}

test('the relay of docs/operations.md is a way into nobody’s network', async () => {
  const relay = await Relay.start({ policy: documentedPolicy().map((line) => `--${line}`) });
  const inside = [
    ...['0.0.0.0', '10.0.0.1', '100.64.0.1', '127.0.0.1', '169.254.169.254', '172.16.0.1'],
    ...['172.31.255.255', '192.168.0.1', '198.18.0.1', '224.0.0.1', '255.255.255.255'],
  ];
  try {
    const answers = await Promise.all(inside.map((peer) => relay.answerFor(peer)));
    expect(answers).toEqual(inside.map(() => 'forbidden'));
    expect(await relay.answerFor('8.8.8.8')).toBe('allowed');
  } finally {
    await relay.dispose();
  }
});
