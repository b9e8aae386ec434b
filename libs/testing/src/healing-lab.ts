import type { MeshCandidate, MeshSignal, RemoteAddress } from '@parley/mesh';
import {
  allConnected,
  enter,
  keepsReceiving,
  type LabParticipant,
  lastConnection,
  meet,
  paintedTrack,
  received,
  until,
} from './mesh-lab';
import { SignalingLoop } from './signaling-loop';

export * from './mesh-lab';

/** What a page may have done to its paths by the relay outside of it. */
export interface RelayControl {
  portTo(address: string, port: number): Promise<number>;
  setCut(isCut: boolean): Promise<void>;
  /** Takes away every path there is; new ones work. */
  dropPaths(): Promise<void>;
}

/** The relay as the test process lent it to this page. */
export function relayOfPage(): RelayControl {
  return globalThis as unknown as RelayControl;
}

/** Nobody listens there: for addresses that the relay does not lead to. */
const nowhere = { address: '127.0.0.1', port: 9 };

/**
 * `cut`: nothing gets through until somebody has noticed. `path-lost`: the addresses are good no more, and nobody is told.
 * `network-changed`: the same, and one browser says that its network is another one.
 */
export type Fault = 'cut' | 'path-lost' | 'network-changed';

export interface Recovery {
  /** From the fault until somebody was told that the link is reconnecting; for a network that changed it may be never. */
  readonly noticedMs: number | null;
  /** What ICE called the connection at that moment. */
  readonly noticedIn: RTCPeerConnectionState | null;
  /** From the fault, or from its end where it has one, until pictures come again. */
  readonly recoveredMs: number;
  /** How many tracks disappeared, and how many connections were made anew; both cost people their picture. */
  readonly lostTracks: number;
  readonly renewedConnections: number;
  /** Pictures that did not come from the fault until it had healed, by the rate before it. */
  readonly lostFrames: number;
  readonly states: readonly string[];
}

/**
 * Breaks the path between two who are connected through the relay, and waits until it has healed.
 *
 * @param cutAtLeastMs how long a `cut` lasts where it is noticed earlier.
 */
export async function breakAndHeal(
  relay: RelayControl,
  fault: Fault,
  cutAtLeastMs = 0,
): Promise<Recovery> {
  const { alice, bob } = await relayedPair(relay);
  await keepsReceiving(alice, 'bob', 'framesDecoded');
  const countLost = await lostFrameCounter(alice);
  let brokenAtMs = performance.now();
  const isNoticed = () => alice.states.get('bob') === 'reconnecting';
  const noticed: Pick<Recovery, 'noticedMs' | 'noticedIn'>[] = [];
  if (fault === 'cut') await relay.setCut(true);
  else await relay.dropPaths();
  if (fault === 'network-changed') {
    alice.mesh.networkChanged();
  } else {
    await until('it is noticed', isNoticed);
    const noticedIn = lastConnection(alice).connectionState;
    noticed.push({ noticedMs: performance.now() - brokenAtMs, noticedIn });
  }
  if (fault === 'cut') {
    const cutAtMs = brokenAtMs;
    await until('the cut is over', () => performance.now() - cutAtMs >= cutAtLeastMs);
    brokenAtMs = performance.now();
    await relay.setCut(false);
  }
  const { framesDecoded } = await received(alice, 'bob');
  await until('pictures come again', async () => {
    return (await received(alice, 'bob')).framesDecoded > framesDecoded + 2;
  });
  const recoveredMs = performance.now() - brokenAtMs;
  const lostFrames = await countLost();
  await allConnected(alice, bob);
  const result = {
    ...(noticed[0] ?? { noticedMs: null, noticedIn: null }),
    recoveredMs,
    lostFrames,
    lostTracks: alice.trackLog.filter((entry) => entry.startsWith('-')).length,
    renewedConnections: alice.connections.length - 1,
    states: [...alice.stateLog],
  };
  for (const { mesh } of [alice, bob]) mesh.close();
  return result;
}

/** Looks how many pictures come in half a second; the returned function says how many did not come since then. */
async function lostFrameCounter(by: LabParticipant): Promise<() => Promise<number>> {
  const read = async () => {
    const { framesDecoded } = await received(by, 'bob');
    return { framesDecoded, atMs: performance.now() };
  };
  const first = await read();
  await until('half a second passed', () => performance.now() - first.atMs >= 500);
  const start = await read();
  const framesPerMs = (start.framesDecoded - first.framesDecoded) / (start.atMs - first.atMs);
  return async () => {
    const now = await read();
    const expected = framesPerMs * (now.atMs - start.atMs);
    return Math.max(0, Math.round(expected - (now.framesDecoded - start.framesDecoded)));
  };
}

/** Two who are connected through the relay; bob shows his camera unless everybody is to be quiet. */
export async function relayedPair(relay: RelayControl, isQuiet = false) {
  const loop = new RelayedLoop(relay);
  const [alice, bob] = [enter(loop, 'alice'), enter(loop, 'bob')];
  if (!isQuiet) await bob.mesh.publish('camera', paintedTrack('red', 160, 120));
  meet(alice, bob);
  await allConnected(alice, bob);
  await until('the control channel', () => alice.mesh.controlChannel('bob') !== null);
  return { alice, bob };
}

/** Signaling that gives away nothing but the relay's ports, so that all media goes through the relay. */
export class RelayedLoop extends SignalingLoop {
  readonly #relay: RelayControl;

  constructor(relay: RelayControl) {
    super();
    this.#relay = relay;
  }

  override async send(
    from: RemoteAddress,
    to: RemoteAddress,
    sequence: number,
    signal: MeshSignal,
  ): Promise<boolean> {
    return super.send(from, to, sequence, await this.#relayed(signal));
  }

  async #relayed(signal: MeshSignal): Promise<MeshSignal> {
    if ('candidate' in signal) return { candidate: await this.#relayedCandidate(signal.candidate) };
    const { type, sdp } = signal.description;
    // All of them come as signals of their own, too.
    return { description: { type, sdp: sdp.replace(/a=candidate:.*\r\n/g, '') } };
  }

  async #relayedCandidate(found: MeshCandidate): Promise<MeshCandidate> {
    const [foundation = '', component = '', protocol, priority = '', address = '', port, ...rest] =
      found.candidate.split(' ');
    // Browsers offer TCP from their side only, which two of them cannot use.
    if (protocol !== 'udp') return found;
    const to = /^[\d.]+$/.test(address) ? { address, port: Number(port) } : nowhere;
    const relayPort = await this.#relay.portTo(to.address, to.port);
    const there = [nowhere.address, String(relayPort), ...rest];
    return {
      ...found,
      candidate: [foundation, component, protocol, priority, ...there].join(' '),
    };
  }
}
