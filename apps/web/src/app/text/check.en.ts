import type { CheckName, CheckStatus } from '../check/check-name';

/** Words of the self-test page. */
export const check = {
  heading: 'Check your devices',
  intro: 'Tries everything a meeting needs. Your picture and your voice do not leave this browser.',
  start: 'Start check',
  stop: 'Stop',
  again: 'Run again',
  copy: 'Copy report',
  copied: 'Report copied',
  copyFailed: 'The report could not be copied.',
  progress: 'Progress',
  progressValue: (done: number, all: number) => `${done} of ${all} checked`,
  level: 'Microphone level',
  picture: 'Camera picture',
  allGood: 'Everything works',
  allGoodText: 'You are ready for a meeting.',
  someSkipped: (count: number) =>
    count === 1 ? 'One was left out: see below.' : `${count} were left out: see below.`,
  someFailed: (count: number) =>
    count === 1 ? 'One thing does not work' : `${count} things do not work`,
  someFailedText:
    'What to do is said below. The report helps whoever runs your computers or this server.',
  said: (name: CheckName, status: string, reason: string) =>
    `${checkNames[name]}: ${status.toLowerCase()}. ${reason}`,
  saidRunning: (name: CheckName) => `${checkNames[name]}: ${checkSteps[name]}`,
} as const;

export const checkGroups = {
  devices: 'Your devices',
  browser: 'Your browser',
  network: 'Your network',
} as const;

export const checkNames: Readonly<Record<CheckName, string>> = {
  camera: 'Camera',
  microphone: 'Microphone',
  speaker: 'Speaker',
  screen: 'Screen',
  'data-channel': 'Data channel',
  recorder: 'Recorder',
  server: 'Server',
  stun: 'STUN',
  turn: 'TURN',
};

/** What each is for, before anything is known about it. */
export const checkPurposes: Readonly<Record<CheckName, string>> = {
  camera: 'Others see you.',
  microphone: 'Others hear you.',
  speaker: 'You hear others.',
  screen: 'You can show a screen, a window or a tab.',
  'data-channel': 'Files go straight from browser to browser.',
  recorder: 'This browser can record a meeting.',
  server: 'Pages and meeting news arrive.',
  stun: 'Others outside your network find a way to you.',
  turn: 'There is a way round where your network allows no other.',
};

/** What is going on, and what the person is asked to do. */
export const checkSteps: Readonly<Record<CheckName, string>> = {
  camera: 'Counting its pictures. Your browser may ask for permission.',
  microphone: 'Say something, or tap the microphone.',
  speaker: 'A short tone is played. Do you hear it?',
  screen: 'Choose something to share. Nobody sees it but you.',
  'data-channel': 'Connecting this page with itself.',
  recorder: 'Recording a second.',
  server: 'Waiting for its answers.',
  stun: 'Asking for your address as others see it.',
  turn: 'Sending something through the relay.',
};

export const checkStates: Readonly<Record<CheckStatus | 'waiting' | 'running', string>> = {
  waiting: 'Not checked',
  running: 'Checking',
  passed: 'Passed',
  failed: 'Failed',
  skipped: 'Left out',
};

export const checkAnswers = {
  heard: 'I heard it',
  'not-heard': 'I did not',
  again: 'Play again',
  share: 'Share a screen',
  skip: 'Leave out',
} as const;
export type CheckAnswer = keyof typeof checkAnswers;

const named = (label: string | undefined, otherwise: string) => label?.trim() || otherwise;
const inMs = (ms: number) => `${Math.max(1, Math.round(ms))} ms`;

/** Why a check ended as it did: each a whole sentence, the same on the page and in the report. */
export const checkReasons = {
  broken:
    'The check itself went wrong. Run it again; if it stays so, tell whoever runs this server.',

  cameraWorks: (label: string | undefined, width: number, height: number, rate: number) =>
    `${named(label, 'Your camera')} gives ${width} × ${height} pixels, ${Math.round(rate)} pictures a second.`,
  cameraFrozen: (label: string | undefined) =>
    `${named(label, 'Your camera')} was opened but gives no pictures. Open its shutter, close other programs that use it, or connect it again.`,
  microphoneWorks: (label: string | undefined) => `${named(label, 'Your microphone')} hears you.`,
  microphoneSilent: (label: string | undefined) =>
    `${named(label, 'Your microphone')} gives nothing but silence. It may be muted by a switch or in the system’s settings.`,
  microphoneQuiet: (label: string | undefined) =>
    `${named(label, 'Your microphone')} was too quiet to hear a voice. Come closer, or raise its level in the system’s settings.`,

  speakerWorks: 'You heard the tone.',
  speakerSilent:
    'You did not hear the tone. Turn the volume up, or choose another speaker at the door of a meeting.',
  speakerRefused: 'This browser did not play the tone. Allow sound for this page, then run again.',

  screenWorks: (what: string, width: number, height: number) =>
    `${what} can be shared, ${width} × ${height} pixels.`,
  screenSurfaces: { monitor: 'A whole screen', window: 'A window', browser: 'A tab' } as Readonly<
    Record<string, string>
  >,
  screenOther: 'A screen',
  screenFrozen: 'The share began but gives no pictures. Choose another screen or window.',
  screenRefused:
    'Nothing was chosen, or the system keeps screens from this browser. Allow screen recording for it in the system’s privacy settings.',
  screenMissing: 'This browser cannot share a screen; browsers on computers can.',
  screenInsecure: 'Browsers share screens only from pages that came over HTTPS.',
  screenSkipped: 'You left it out.',

  noPeerConnections:
    'This browser does not let pages connect to each other: WebRTC is missing or switched off.',
  channelWorks: (ms: number) => `Data went round within this browser in ${inMs(ms)}.`,
  channelSilent:
    'This page could not connect with itself. A privacy extension or a policy may block WebRTC.',

  recorderWorks: (kilobytes: number, type: string) =>
    `A second was recorded: ${kilobytes} kB of ${type}.`,
  recorderMissing: 'This browser cannot record WebM. Record from Chrome, Edge or Firefox.',
  recorderEmpty: 'The recorder ran but gave nothing. Close other tabs and run again.',
  recorderWrong: 'What was recorded is no WebM file.',
  recorderFailed: 'The recorder did not run. Close other tabs and run again.',

  serverWorks: (httpMs: number, socketMs: number) =>
    `Pages answer in ${inMs(httpMs)}, the WebSocket in ${inMs(socketMs)}.`,
  socketBlocked:
    'Pages answer, but no WebSocket comes through. A proxy may hold it back; meetings still work, more slowly.',
  serverSilent: 'The server did not answer in time. Check your connection.',

  stunMissing: 'Not configured on this server. Within one network none is needed.',
  stunWorks: (count: number) =>
    count === 1 ? 'The STUN server answered.' : `All ${count} STUN servers answered.`,
  noAnswerFrom: (servers: readonly string[]) =>
    `No answer from ${servers.join(', ')}. A firewall may hold UDP back, or the server is down.`,

  turnMissing: 'Not configured on this server. Networks that allow no direct way need one.',
  turnForAccounts: 'There is a relay, but it is tried only for people who are signed in.',
  turnWorks: (ms: number, count: number) =>
    count === 1
      ? `Data went through the relay and back in ${inMs(ms)}.`
      : `All ${count} relays answered; data went through and back in ${inMs(ms)}.`,
  turnRefused: (servers: readonly string[]) =>
    `${servers.join(', ')} refused the credentials. Check TURN_SECRET and the clocks of both servers.`,
  turnSilent: (servers: readonly string[]) =>
    `No relay was given by ${servers.join(', ')}. A firewall may hold it back, or the server is down.`,
  turnCarriesNothing:
    'The relay gave an address, but no data came through it. Check which ports and peers it allows.',
} as const;

export const checkReport = {
  title: (when: Date) => `Parley check, ${when.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
  browser: (userAgent: string) => `Browser: ${userAgent}`,
  line: (name: CheckName, state: string, reason: string) =>
    [`${checkNames[name]}: ${state.toLowerCase()}.`, reason]
      .filter((part) => part !== '')
      .join(' '),
} as const;
