import {
  ConnectionReserve,
  Mesh,
  type MeshOptions,
  type MeshPorts,
  type PeerState,
  type Source,
} from '@parley/mesh';
import type { LabParticipant } from './lab-participant';
import { SignalingLoop } from './signaling-loop';

export * from '@parley/mesh';
export * from './camera-lab';
export * from './hostile-page';
export type { LabParticipant };
export { SignalingLoop };

const clock: MeshPorts['clock'] = {
  now: () => performance.now(),
  schedule: (delayMs, action) => {
    const timer = setTimeout(action, delayMs);
    return () => {
      clearTimeout(timer);
    };
  },
};

/** Puts a participant on the loop, with no remotes yet. */
export function enter(
  loop: SignalingLoop,
  participantId: string,
  pageId = `${participantId}-1`,
  options: Partial<Pick<MeshOptions, 'iceServers' | 'iceTransportPolicy' | 'reserve'>> = {},
): LabParticipant {
  const address = { participantId, pageId };
  const connections: RTCPeerConnection[] = [];
  const seen = {
    tracks: new Map<string, MediaStreamTrack>(),
    trackLog: [] as string[],
    states: new Map<string, PeerState>(),
    stateLog: [] as string[],
    paused: new Set<string>(),
    captureNeeds: [] as (number | null)[],
    openFiles: new Map<string, RTCDataChannel>(),
    errors: [] as Error[],
  };
  const mesh = new Mesh({
    localId: participantId,
    iceServers: [],
    ...options,
    ports: {
      createPeerConnection: (configuration) => {
        const connection = new RTCPeerConnection(configuration);
        connections.push(connection);
        return connection;
      },
      createMediaStream: () => new MediaStream(),
      sendSignal: (to, sequence, signal) => loop.send(address, to, sequence, signal),
      clock,
    },
    listeners: {
      remoteTrackChanged: (change) => {
        const key = `${change.participantId}/${change.source}`;
        seen.trackLog.push(`${change.track === null ? '-' : '+'}${key}`);
        if (change.track === null) seen.tracks.delete(key);
        else seen.tracks.set(key, change.track);
      },
      peerStateChanged: ({ participantId: id, state }) => {
        seen.stateLog.push(`${id} ${state}`);
        seen.states.set(id, state);
      },
      linkQualityChanged: ({ participantId: id, isVideoPaused }) => {
        if (isVideoPaused) seen.paused.add(id);
        else seen.paused.delete(id);
      },
      captureNeedChanged: (height) => seen.captureNeeds.push(height),
      fileChannelOpened: ({ participantId: id, channel }) => seen.openFiles.set(id, channel),
      fileChannelClosed: ({ participantId: id }) => seen.openFiles.delete(id),
      errorRaised: (error) => seen.errors.push(error),
    },
  });
  loop.join(address, (from, sequence, signal) => {
    mesh.receiveSignal(from, sequence, signal);
  });
  return { address, mesh, connections, ...seen };
}

/** A reserve of one connection, laid out and offered, and that connection. */
export async function prepareOne(): Promise<{
  readonly reserve: ConnectionReserve;
  readonly connection: RTCPeerConnection;
}> {
  const made: RTCPeerConnection[] = [];
  const reserve = new ConnectionReserve({
    createPeerConnection: (configuration) => {
      const connection = new RTCPeerConnection(configuration);
      made.push(connection);
      return connection;
    },
    createMediaStream: () => new MediaStream(),
  });
  await reserve.prepare(1);
  const [connection] = made;
  if (connection === undefined) throw new Error('nothing was prepared');
  return { reserve, connection };
}

/** Tells each of them of all of them, one after the other. */
export function meet(...participants: readonly LabParticipant[]): void {
  const everyone = participants.map(({ address }) => address);
  for (const { mesh } of participants) mesh.setRemotes(everyone);
}

/** Resolves once each sees each as connected. */
export async function allConnected(...participants: readonly LabParticipant[]): Promise<void> {
  await until('all connected', () =>
    participants.every(({ states, address }) =>
      participants.every(
        (other) =>
          other.address.participantId === address.participantId ||
          states.get(other.address.participantId) === 'connected',
      ),
    ),
  );
}

/** Waits for a state that no event tells of; names what it waited for when it never comes. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  timeoutMs = 30_000,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`never happened: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** A moving picture of one colour, so that a test can tell whose picture it received. */
export function paintedTrack(color: string, width = 320, height = 240): MediaStreamTrack {
  let frame = 0;
  return drawnTrack(width, height, (context) => {
    frame += 1;
    context.fillStyle = color;
    context.fillRect(0, 0, width, height);
    context.fillStyle = 'gray';
    context.fillRect((frame * 4) % width, 0, 8, 8);
  });
}

/** A moving picture that no codec can make small: it takes all the bitrate that it is given. */
export function noisyTrack(width = 640, height = 360): MediaStreamTrack {
  const noise = new ImageData(width, height);
  return drawnTrack(width, height, (context) => {
    // One call fills no more than 64 KiB.
    for (let from = 0; from < noise.data.length; from += 65_536) {
      crypto.getRandomValues(noise.data.subarray(from, from + 65_536));
    }
    context.putImageData(noise, 0, 0);
  });
}

function drawnTrack(
  width: number,
  height: number,
  draw: (context: CanvasRenderingContext2D) => void,
): MediaStreamTrack {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  draw(context);
  const [track] = canvas.captureStream(15).getVideoTracks();
  if (track === undefined) throw new Error('no track');
  const timer = setInterval(() => {
    if (track.readyState === 'ended') clearInterval(timer);
    else draw(context);
  }, 66);
  return track;
}

/** A tone, as a track of its own. */
export function toneTrack(frequencyHz = 440): MediaStreamTrack {
  const audio = new AudioContext();
  const destination = audio.createMediaStreamDestination();
  const oscillator = new OscillatorNode(audio, { frequency: frequencyHz });
  oscillator.connect(destination);
  oscillator.start();
  const [track] = destination.stream.getAudioTracks();
  if (track === undefined) throw new Error('no track');
  return track;
}

/** Lets a track sound; resolves when it does. */
export function plays(track: MediaStreamTrack): Promise<void> {
  return Object.assign(new Audio(), { srcObject: new MediaStream([track]) }).play();
}

/** Which of red, green and blue leads in the next frame that this track presents. */
export async function nextColor(track: MediaStreamTrack): Promise<'red' | 'green' | 'blue'> {
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = new MediaStream([track]);
  document.body.append(video);
  try {
    const presented = new Promise((resolve) => video.requestVideoFrameCallback(resolve));
    await video.play();
    await presented;
    const canvas = new OffscreenCanvas(1, 1).getContext('2d');
    if (canvas === null) throw new Error('no canvas');
    canvas.drawImage(video, video.videoWidth / 2, video.videoHeight / 2, 1, 1, 0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data;
    return red > green && red > blue ? 'red' : green > blue ? 'green' : 'blue';
  } finally {
    video.srcObject = null;
    video.remove();
  }
}

/** Counters of what one participant received from another over the present connection. */
export async function received(
  by: LabParticipant,
  from: string,
): Promise<Readonly<Record<'framesDecoded' | 'audioPackets', number>>> {
  const totals = { framesDecoded: 0, audioPackets: 0 };
  for (const stat of (
    await by.mesh.getStats(from)
  ).values() as Iterable<RTCInboundRtpStreamStats>) {
    if (stat.type !== 'inbound-rtp') continue;
    totals.framesDecoded += stat.framesDecoded ?? 0;
    if (stat.kind === 'audio') totals.audioPackets += stat.packetsReceived ?? 0;
  }
  return totals;
}

/** Resolves once pictures or sound from `from` go on arriving from now on. */
export async function keepsReceiving(
  by: LabParticipant,
  from: string,
  what: 'framesDecoded' | 'audioPackets',
): Promise<void> {
  const before = (await received(by, from))[what];
  await until(`${by.address.participantId} goes on receiving ${what} from ${from}`, async () => {
    return (await received(by, from))[what] > before + 2;
  });
}

/** The track of a source that must be there. */
export function trackOf(by: LabParticipant, from: string, source: Source): MediaStreamTrack {
  const track = by.tracks.get(`${from}/${source}`);
  if (track === undefined) throw new Error(`${from}/${source} is not shown`);
  return track;
}

/** The newest RTCPeerConnection of a participant who has one remote. */
export function lastConnection(of: LabParticipant): RTCPeerConnection {
  const connection = of.connections.at(-1);
  if (connection === undefined) throw new Error('no connection was made');
  return connection;
}

/** The height of the last picture that came from a participant with one picture on; 0 before the first. */
export async function receivedHeight(by: LabParticipant, from: string): Promise<number> {
  const stats = [
    ...((await by.mesh.getStats(from)).values() as Iterable<RTCInboundRtpStreamStats>),
  ];
  const video = stats.find(({ type, frameHeight }) => type === 'inbound-rtp' && frameHeight);
  return video?.frameHeight ?? 0;
}

/** Bits a second of all pictures that one participant sends to another, over the next second. */
export async function pictureBitrate(by: LabParticipant, to: string): Promise<number> {
  const readBytes = async () => {
    let sentBytes = 0;
    const stats = (await by.mesh.getStats(to)).values() as Iterable<RTCOutboundRtpStreamStats>;
    for (const { type, kind, bytesSent = 0 } of stats) {
      if (type === 'outbound-rtp' && kind === 'video') sentBytes += bytesSent;
    }
    return { sentBytes, atMs: performance.now() };
  };
  const before = await readBytes();
  await until('a second passed', () => performance.now() - before.atMs >= 1_000);
  const after = await readBytes();
  return ((after.sentBytes - before.sentBytes) * 8_000) / (after.atMs - before.atMs);
}
