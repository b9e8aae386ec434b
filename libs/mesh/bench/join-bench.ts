import { Mesh, type MeshListeners, type MeshSignal, type RemoteAddress } from '../src';

export interface JoinBenchOptions {
  /** How often each way joins; they take turns, and who begins alternates. At least 9. */
  readonly rounds: number;
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
}

export interface JoinBenchResult {
  /** Milliseconds until both sides presented a decoded frame, one per round. */
  readonly bareMs: readonly number[];
  readonly meshMs: readonly number[];
  readonly bareMedianMs: number;
  readonly meshMedianMs: number;
  /** Mesh against bare; 1 means that the mesh costs nothing. */
  readonly ratio: number;
}

const defaults: JoinBenchOptions = { rounds: 9, width: 640, height: 480, framesPerSecond: 30 };

/**
 * Measures the time from knowing the other one to the first decoded frame on both sides: two meshes against two bare
 * RTCPeerConnections (trickle, max-bundle, one camera and one microphone each), in one page with in-page signaling and the
 * capture already running. Runs in a browser, on a page in a secure context.
 */
export async function measureJoin(
  options: Partial<JoinBenchOptions> = {},
): Promise<JoinBenchResult> {
  const { rounds, width, height, framesPerSecond } = { ...defaults, ...options };
  const capture = await navigator.mediaDevices.getUserMedia({
    audio: true,
    video: { width, height, frameRate: framesPerSecond },
  });
  const bareMs: number[] = [];
  const meshMs: number[] = [];
  await joinBare(capture);
  await joinByMesh(capture);
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) bareMs.push(await joinBare(capture));
    meshMs.push(await joinByMesh(capture));
    if (round % 2 === 1) bareMs.push(await joinBare(capture));
  }
  for (const track of capture.getTracks()) track.stop();
  const bareMedianMs = median(bareMs);
  const meshMedianMs = median(meshMs);
  return { bareMs, meshMs, bareMedianMs, meshMedianMs, ratio: meshMedianMs / bareMedianMs };
}

/** Two bare connections: what any page could do in thirty lines. */
async function joinBare(capture: MediaStream): Promise<number> {
  const startedAt = performance.now();
  const pair = [0, 1].map(() => new RTCPeerConnection({ bundlePolicy: 'max-bundle' }));
  const [caller, callee] = pair;
  if (!caller || !callee) throw new Error('no connections');
  const shown = pair.map(
    (connection) =>
      new Promise<void>((resolve, reject) => {
        connection.addEventListener('track', ({ track }) => {
          if (track.kind === 'video') firstFrame(track).then(resolve, reject);
        });
      }),
  );
  trickle(caller, callee);
  trickle(callee, caller);
  for (const track of capture.getTracks()) caller.addTrack(track, capture);
  await caller.setLocalDescription();
  await callee.setRemoteDescription(structuredClone(descriptionOf(caller)));
  for (const track of capture.getTracks()) callee.addTrack(track, capture);
  await callee.setLocalDescription();
  await caller.setRemoteDescription(structuredClone(descriptionOf(callee)));
  await Promise.all(shown);
  const tookMs = performance.now() - startedAt;
  for (const connection of pair) connection.close();
  return tookMs;
}

function trickle(from: RTCPeerConnection, to: RTCPeerConnection): void {
  const early: RTCIceCandidate[] = [];
  from.addEventListener('icecandidate', ({ candidate }) => {
    if (candidate !== null) early.push(candidate);
    if (to.remoteDescription !== null) flush();
  });
  const flush = () => {
    for (const candidate of early.splice(0)) void to.addIceCandidate(candidate);
  };
  to.addEventListener('signalingstatechange', flush);
}

/** Two meshes, timed through what the application gets: the announcement of a remote track. */
async function joinByMesh(capture: MediaStream): Promise<number> {
  const receivers = new Map<
    string,
    (from: RemoteAddress, sequence: number, signal: MeshSignal) => void
  >();
  const addresses = ['alice', 'bob'].map((id) => ({ participantId: id, pageId: `${id}-page` }));
  const sides = addresses.map((address) => {
    const { listeners, shown } = whenShown();
    const mesh = makeMesh(address, listeners, receivers);
    receivers.set(address.pageId, (from, sequence, signal) => {
      mesh.receiveSignal(from, sequence, signal);
    });
    return { mesh, shown };
  });
  for (const { mesh } of sides) {
    for (const track of capture.getTracks()) {
      await mesh.publish(track.kind === 'audio' ? 'microphone' : 'camera', track);
    }
  }
  const startedAt = performance.now();
  for (const { mesh } of sides) mesh.setRemotes(addresses);
  await Promise.all(sides.map(({ shown }) => shown));
  const tookMs = performance.now() - startedAt;
  for (const { mesh } of sides) mesh.close();
  return tookMs;
}

function whenShown(): { listeners: MeshListeners; shown: Promise<void> } {
  const { promise: shown, resolve, reject } = Promise.withResolvers<undefined>();
  const listeners: MeshListeners = {
    remoteTrackChanged: ({ source, track }) => {
      if (source === 'camera' && track !== null) {
        firstFrame(track).then(() => {
          resolve(undefined);
        }, reject);
      }
    },
    errorRaised: reject,
  };
  return { listeners, shown };
}

function makeMesh(
  address: RemoteAddress,
  listeners: MeshListeners,
  receivers: ReadonlyMap<
    string,
    (from: RemoteAddress, sequence: number, signal: MeshSignal) => void
  >,
): Mesh {
  return new Mesh({
    localId: address.participantId,
    iceServers: [],
    listeners,
    ports: {
      createPeerConnection: (configuration) => new RTCPeerConnection(configuration),
      createMediaStream: () => new MediaStream(),
      sendSignal: (to, sequence, signal) => {
        const copy = structuredClone(signal);
        queueMicrotask(() => receivers.get(to.pageId)?.(address, sequence, copy));
        return Promise.resolve(true);
      },
      clock: {
        now: () => performance.now(),
        schedule: (delayMs, action) => {
          const timer = setTimeout(action, delayMs);
          return () => {
            clearTimeout(timer);
          };
        },
      },
    },
  });
}

async function firstFrame(track: MediaStreamTrack): Promise<void> {
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = new MediaStream([track]);
  const presented = new Promise((resolve) => video.requestVideoFrameCallback(resolve));
  await video.play();
  await presented;
  video.srcObject = null;
}

function descriptionOf(connection: RTCPeerConnection): RTCSessionDescriptionInit {
  const { type, sdp } = connection.localDescription ?? {};
  if (type === undefined || sdp === undefined) throw new Error('no local description');
  return { type, sdp };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
