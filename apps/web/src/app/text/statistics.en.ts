const unknown = '–';

/** `640 kbit/s`, `1.2 Mbit/s`. */
function bitrate(kbps: number): string {
  return kbps < 950 ? `${Math.round(kbps)} kbit/s` : `${(kbps / 1_000).toFixed(1)} Mbit/s`;
}

/** `0 %`, `0.4 %`, `12 %`. */
function percent(share: number): string {
  const value = share * 100;
  return `${value > 0 && value < 10 ? value.toFixed(1) : Math.round(value)} %`;
}

/** Words of the panel behind More, Statistics. */
export const statisticsText = {
  heading: 'Statistics',
  nobody: 'Nobody else is here: there is no connection to show.',
  path: 'Path',
  roundTrip: 'Round trip',
  received: 'Received',
  sent: 'Sent',
  bitrate: 'Bitrate',
  loss: 'Loss',
  camera: 'Camera',
  screen_share: 'Screen',
  second_screen_share: 'Screen 2',
  limitedBy: 'Limited by',
  unknown,
  milliseconds: (value: number) => (value < 1 ? 'under 1 ms' : `${Math.round(value)} ms`),
  bitrateOf: bitrate,
  percent,
  pathOf: (isRelayed: boolean, local: string, remote: string, protocol: string) =>
    `${isRelayed ? 'relayed' : 'direct'} (${local} to ${remote}, ${protocol.toUpperCase()})`,
  candidates: {
    host: 'own address',
    srflx: 'address seen by STUN',
    prflx: 'address seen by the other side',
    relay: 'relay',
  } as Readonly<Record<string, string>>,
  video: (width: number, height: number, framesPerSecond: number | null) =>
    framesPerSecond === null
      ? `${width} × ${height}`
      : framesPerSecond < 0.5
        ? 'paused'
        : `${width} × ${height}, ${Math.round(framesPerSecond)} a second`,
  limitations: {
    none: 'nothing',
    cpu: 'this device’s processor',
    bandwidth: 'the connection',
    other: 'the browser',
  },
  states: {
    connecting: 'connecting',
    connected: 'connected',
    reconnecting: 'reconnecting',
    failed: 'no path',
    closed: 'closed',
  },
  whatItCosts: 'What it costs',
  measuring: 'Measuring…',
  load: (links: number, upKbps: number, downKbps: number) =>
    `This device carries ${links === 1 ? '1 connection' : `${links} connections`} now: ` +
    `${bitrate(upKbps)} up and ${bitrate(downKbps)} down.`,
  oneMore: (upKbps: number, downKbps: number) =>
    `One more person costs you about ${bitrate(upKbps)} up and ${bitrate(downKbps)} down.`,
  carries: (limitedBy: 'bandwidth' | 'cpu' | null, people: number, maxParticipants: number) => {
    if (limitedBy === 'bandwidth') return `This connection carries about ${people} people.`;
    if (limitedBy === 'cpu')
      return `This device’s processor is at its limit with the ${people} people here.`;
    const atLeast = Math.min(people, maxParticipants);
    return `Nothing limits this connection so far: it carries at least ${atLeast} people.`;
  },
  ceilings: 'Limits',
  ceilingOf: { audioKbps: 'sound', videoKbps: 'camera', screenKbps: 'screens' },
  ceiling: (what: string, kbps: number, isByRoom: boolean) =>
    `Your ${what}: at most ${bitrate(kbps)} to each person. ` +
    (isByRoom ? 'The room sets this.' : 'You set this.'),
  noCeilings: 'No limit is set.',
  room: (maxParticipants: number, here: number) =>
    `This room allows ${maxParticipants} people; ${here} ${here === 1 ? 'is' : 'are'} here.`,
} as const;

/** Words of what a person lets video have of the connection. */
export const bandwidthText = {
  heading: 'Connection',
  audioOnly: 'Audio only',
  audioOnlyHint:
    'No video is received, and your camera stays off; a screen that you share is still sent. Starting the camera ends this.',
  limits: {
    audioKbps: 'Limit sound to',
    videoKbps: 'Limit video to',
    screenKbps: 'Limit screens to',
  },
  limitHint:
    'The most that you send to each of the others. Where the room allows less, that counts.',
  off: 'Off',
  kilobits: (kbps: number) => `${kbps} kbit/s`,
  noPictures: 'Audio only: no video is received or sent.',
  noPicturesButScreen:
    'Audio only: no video is received, and your camera is off. The screen that you share is still sent.',
  pausedFor: (names: readonly string[]) =>
    `Your video is paused for ${new Intl.ListFormat('en').format(names)}: the connection does not carry it.`,
  showPictures: 'Show video',
} as const;
