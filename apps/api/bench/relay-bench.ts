import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { openBarePairs, serveBare } from './bare-relay';
import { openOurPairs, serveOurs } from './our-relay';
import type { Pair } from './pair';

export interface RelayFigures {
  /** Messages per second through Parley, one figure for each round. */
  readonly ours: number[];
  /** The same pages, messages and acknowledgements through a Socket.IO server that checks nothing. */
  readonly bare: number[];
  /** The bare server once more in each round: how much two equal things differ on this machine. */
  readonly control: number[];
}

interface Relay {
  readonly server: ChildProcess;
  readonly pairs: readonly Pair[];
}

const pairCount = 60;
const servers = { ours: serveOurs, bare: serveBare };

/**
 * Relays signals of 1 kB between pairs of pages, each answering what it gets (a closed loop): first through one server,
 * then through the other, in turns. Servers are processes of their own; rates are lifted, everything else is on.
 */
export async function measureRelay({ rounds = 5, roundMs = 2_000 } = {}): Promise<RelayFigures> {
  const ours = await open('ours', openOurPairs);
  const bare = await open('bare', openBarePairs);
  const figures: RelayFigures = { ours: [], bare: [], control: [] };
  try {
    // Compilers and buffers settle before anything counts.
    for (const { pairs } of [ours, bare]) await run(pairs, roundMs / 2);
    for (let round = 0; round < rounds; round += 1) {
      figures.bare.push(await run(bare.pairs, roundMs));
      figures.ours.push(await run(ours.pairs, roundMs));
      figures.control.push(await run(bare.pairs, roundMs));
    }
    return figures;
  } finally {
    for (const { server, pairs } of [ours, bare]) {
      for (const pair of pairs) pair.close();
      server.kill('SIGTERM');
    }
  }
}

async function open(
  kind: keyof typeof servers,
  openPairs: (url: string, count: number) => Promise<Pair[]>,
): Promise<Relay> {
  const server = fork(fileURLToPath(import.meta.url), ['serve', kind]);
  const url = await new Promise<string>((resolve, reject) => {
    server.once('message', (message) => resolve(message as string));
    server.once('exit', (code) => reject(new Error(`the ${kind} server ended with ${code}`)));
  });
  return { server, pairs: await openPairs(url, pairCount) };
}

/** Lets every pair play for a while and returns how many messages arrived in a second. */
async function run(pairs: readonly Pair[], durationMs: number): Promise<number> {
  const startedAt = performance.now();
  for (const pair of pairs) pair.start();
  await new Promise((resolve) => setTimeout(resolve, durationMs));
  const arrived = await Promise.all(pairs.map((pair) => pair.stop()));
  const seconds = (performance.now() - startedAt) / 1_000;
  return arrived.reduce((sum, count) => sum + count, 0) / seconds;
}

const [, , command, kind] = process.argv;
if (command === 'serve' && (kind === 'ours' || kind === 'bare')) {
  const { url, close } = await servers[kind]();
  process.once('SIGTERM', () => void close().then(() => process.exit(0)));
  process.send?.(url);
}
