import { enter, type LabParticipant, meet, paintedTrack, until } from './mesh-lab';
import { SignalingLoop } from './signaling-loop';
import { addedSources, laidOutSources, type Source, sources, videoSources } from '@parley/mesh';

/** One meeting in which everybody does random things at once, again and again. */
export interface StormOptions {
  /** The same seed does the same things; only the browser's own timing differs. */
  readonly seed: number;
  /** How many orders of steps, one after the other, each of which has to settle. */
  readonly orders: number;
}

export interface StormResult {
  readonly settled: number;
  /** Milliseconds from the last step of an order until all was as wanted and received. */
  readonly settleMs: readonly number[];
  /** Why the meeting was given up in an order that did not settle; null where all did. */
  readonly failure: string | null;
}

interface Person {
  readonly name: string;
  readonly lab: LabParticipant;
  readonly wanted: Map<Source, MediaStreamTrack>;
}

type Random = (below: number) => number;

const names = ['alice', 'bob', 'carol', 'dave'] as const;
/** What never settles does not do so in this time either; a machine out of breath holds up a whole page for 17 s. */
const settleTimeoutMs = 45_000;
const maxSignalDelayMs = 60;
const maxPauseMs = 30;

/** Two tracks for each source of each person, made once for all meetings of a page. */
const tracks = new Map<string, MediaStreamTrack>();
let audio: AudioContext | null = null;

/**
 * Runs random orders of publishing, replacing and withdrawing every source, of ICE restarts and of changes of network, by two
 * to four people at once, with signals that take up to 60 ms and overtake each other; the first order while the links come up.
 * An order is settled when every connection is stable and connected with one and the same ICE generation on both sides,
 * has no more transceivers than there are sources each way,
 * everybody has exactly what the others publish, and receives it; and when nothing was gone that nobody withdrew, no link
 * was renewed and no error came.
 */
export async function runStorm({ seed, orders }: StormOptions): Promise<StormResult> {
  const random = randomFrom(seed);
  const loop = new SignalingLoop();
  const people = names.slice(0, 2 + random(3)).map((name) => enterPerson(loop, name));
  const settleMs: number[] = [];
  let failure: string | null = null;
  loop.setDelay(() => random(maxSignalDelayMs));
  meet(...people.map(({ lab }) => lab));
  for (let order = 0; order < orders && failure === null; order += 1) {
    const steps: string[] = [];
    try {
      settleMs.push(await runOrder(people, random, steps));
    } catch (error) {
      failure = `seed ${String(seed)}, order ${String(order)}, ${String(error)}: ${steps.join(' ')}`;
    }
  }
  for (const { lab } of people) lab.mesh.close();
  return { settled: settleMs.length, settleMs, failure };
}

async function runOrder(people: readonly Person[], random: Random, steps: string[]) {
  const before = people.map(({ lab }) => lab.trackLog.length);
  const withdrawn = new Set<string>();
  const failures: unknown[] = [];
  for (let left = 6 + random(10); left > 0; left -= 1) {
    steps.push(takeStep(people, random, withdrawn, (error) => failures.push(error)));
    if (random(2) === 0) await new Promise((resolve) => setTimeout(resolve, random(maxPauseMs)));
  }
  const startedAt = performance.now();
  await settles(people);
  await receivesAll(people);
  await settles(people);
  const tookMs = performance.now() - startedAt;
  const gone = people.flatMap(({ lab }, index) =>
    lab.trackLog.slice(before[index]).filter((entry) => isLoss(entry, withdrawn)),
  );
  const errors = [...failures, ...people.flatMap(({ lab }) => lab.errors)];
  if (gone.length > 0) throw new Error(`gone though nobody withdrew it: ${gone.join(' ')}`);
  if (errors.length > 0) throw new Error(errors.map(String).join(', '));
  return tookMs;
}

/** One step of one person, or of all at once; returns its name. The first person's microphone stays as it is, as the measure of the rest. */
function takeStep(
  people: readonly Person[],
  random: Random,
  withdrawn: Set<string>,
  failed: (error: unknown) => void,
): string {
  const person = people[random(people.length)];
  if (person === undefined) throw new Error('nobody is here');
  const { name, lab, wanted } = person;
  const what = random(10);
  if (what === 0) {
    for (const one of people) one.lab.mesh.networkChanged();
    return 'everybody:network';
  }
  if (what <= 2) {
    lab.connections[random(lab.connections.length)]?.restartIce();
    return `${name}:restart`;
  }
  const source = sources[random(sources.length)] ?? 'camera';
  if (name === names[0] && source === 'microphone') return `${name}:nothing`;
  const version = random(3);
  const track = version === 0 ? null : trackOf(name, source, version);
  if (track === null) {
    wanted.delete(source);
    withdrawn.add(`${name}/${source}`);
  } else {
    wanted.set(source, track);
  }
  lab.mesh.publish(source, track).catch(failed);
  return `${name}:${source}${track === null ? '-' : `+${String(version)}`}`;
}

function isLoss(entry: string, withdrawn: ReadonlySet<string>): boolean {
  return entry.startsWith('-') && !withdrawn.has(entry.slice(1));
}

/** Resolves when nothing is unsettled any more; says what still is where that takes too long. */
async function settles(people: readonly Person[]): Promise<void> {
  try {
    await until('settled', () => unsettled(people).length === 0, settleTimeoutMs);
  } catch (cause) {
    throw new Error(`not settled: ${unsettled(people).join(', ')}`, { cause });
  }
}

/** What is not as it has to be, from each person's side. */
function unsettled(people: readonly Person[]): string[] {
  return people.flatMap((person) => {
    const { lab, name } = person;
    const others = people.filter((other) => other !== person);
    if (lab.connections.length > others.length) throw new Error(`${name} renewed a link`);
    const due = others.flatMap((other) =>
      [...other.wanted.keys()].map((s) => `${other.name}/${s}`),
    );
    const missing = due.filter((key) => !lab.tracks.has(key)).map((key) => `${key} not at ${name}`);
    const spare = [...lab.tracks.keys()].filter((key) => !due.includes(key));
    return [
      ...missing,
      ...spare.map((key) => `${key} still at ${name}`),
      ...others.flatMap((other) => unsettledLink(people, person, other)),
    ];
  });
}

function unsettledLink(people: readonly Person[], from: Person, to: Person): string[] {
  const here = linkOf(people, from, to);
  const there = linkOf(people, to, from);
  const isOneGeneration = ufragOf(here.localDescription) === ufragOf(there.remoteDescription);
  const isBounded =
    here.getTransceivers().length <= laidOutSources.length + 2 * addedSources.length;
  if (
    isBounded &&
    isOneGeneration &&
    here.signalingState === 'stable' &&
    here.connectionState === 'connected'
  )
    return [];
  const sections = String(here.getTransceivers().length);
  const ice = isOneGeneration ? 'same ICE' : 'other ICE';
  return [
    `${from.name}-${to.name} ${here.signalingState} ${here.connectionState} ${ice} ${sections}`,
  ];
}

/** Everybody is told of everybody in the same order, so that the connections of each have the order of the others. */
function linkOf(people: readonly Person[], from: Person, to: Person): RTCPeerConnection {
  const others = people.filter((other) => other !== from);
  const link = from.lab.connections[others.indexOf(to)];
  if (link === undefined) throw new Error(`${from.name} has no connection to ${to.name}`);
  return link;
}

/**
 * Resolves once something new of every published source has arrived at everybody. Pictures that a link is too poor for are
 * not waited for: on a machine that is out of breath the mesh pauses them, and says so.
 */
async function receivesAll(people: readonly Person[]): Promise<void> {
  const pairs = people.flatMap((by) =>
    people.filter((other) => other !== by).map((from) => ({ by, from })),
  );
  const before = await Promise.all(pairs.map(({ by, from }) => countersOf(people, by, from)));
  let missing: string[] = [];
  const isAllReceived = async () => {
    const now = await Promise.all(pairs.map(({ by, from }) => countersOf(people, by, from)));
    missing = pairs.flatMap(({ by, from }, index) =>
      [...from.wanted.keys()]
        .filter((source) => (now[index]?.get(source) ?? 0) <= (before[index]?.get(source) ?? 0))
        .filter((source) => !(isPicture(source) && by.lab.paused.has(from.name)))
        .map((source) => `${from.name}/${source} at ${by.name}`),
    );
    return missing.length === 0;
  };
  try {
    await until('everything is received', isAllReceived, settleTimeoutMs);
  } catch (cause) {
    throw new Error(`not received: ${missing.join(', ')}`, { cause });
  }
}

function isPicture(source: Source): boolean {
  return videoSources.some((one) => one === source);
}

/**
 * Frames or packets received so far, by source: those laid out are the first sections of every description, and each added
 * one is known by the track that the mesh says it is.
 */
async function countersOf(people: readonly Person[], by: Person, from: Person) {
  const counters = new Map<Source, number>();
  const report = await linkOf(people, by, from).getStats();
  for (const stat of report.values() as Iterable<RTCInboundRtpStreamStats>) {
    if (stat.type !== 'inbound-rtp') continue;
    const source = laidOutSources[Number(stat.mid)] ?? sourceOfTrack(by, from, stat);
    if (source === undefined) continue;
    const count = (stat.kind === 'video' ? stat.framesDecoded : stat.packetsReceived) ?? 0;
    counters.set(source, (counters.get(source) ?? 0) + count);
  }
  return counters;
}

function sourceOfTrack(by: Person, from: Person, { trackIdentifier }: RTCInboundRtpStreamStats) {
  return addedSources.find(
    (source) => by.lab.tracks.get(`${from.name}/${source}`)?.id === trackIdentifier,
  );
}

function enterPerson(loop: SignalingLoop, name: string): Person {
  const lab = enter(loop, name);
  const microphone = trackOf(name, 'microphone', 1);
  const person: Person = { name, lab, wanted: new Map([['microphone', microphone]]) };
  void lab.mesh.publish('microphone', microphone);
  return person;
}

function trackOf(name: string, source: Source, version: number): MediaStreamTrack {
  const key = `${name}/${source}/${String(version)}`;
  const track =
    tracks.get(key) ?? (isPicture(source) ? paintedTrack('green', 64, 48) : soundTrack());
  tracks.set(key, track);
  return track;
}

/** All sounds of a page come from one context: a browser has few of them to give. */
function soundTrack(): MediaStreamTrack {
  audio ??= new AudioContext();
  const destination = audio.createMediaStreamDestination();
  const oscillator = new OscillatorNode(audio);
  oscillator.connect(destination);
  oscillator.start();
  const [track] = destination.stream.getAudioTracks();
  if (track === undefined) throw new Error('no track');
  return track;
}

function ufragOf(description: RTCSessionDescription | null): string | undefined {
  return /a=ice-ufrag:(\S+)/.exec(description?.sdp ?? '')?.[1];
}

/** Whole numbers below a bound, the same for the same seed. Source: mulberry32. */
function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}
