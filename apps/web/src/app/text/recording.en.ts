import type { Happening, RecordingPlan, Source } from '@parley/contract';
import type { RecordingErrorCode } from '@parley/recording';
import { sizeInWords } from './amounts.en';

const roughTime = (seconds: number) => {
  if (seconds >= 120) return `${Math.round(seconds / 60)} minutes`;
  return seconds === 1 ? '1 second' : `${seconds} seconds`;
};

/** Recording as it shows in the meeting, and what an earlier one left behind. English is the source language. */
export const recording = {
  interruptedHeading: 'A recording was interrupted',
  recover: 'Recover',
  recovering: 'Recovering …',
  later: 'Later',
  discard: 'Discard',
  recovered: 'The recording is complete.',
  serverKept: 'The server keeps what it has. This device has nothing to add.',
  safe: 'The recording is safe on the server.',
  unsupported: 'This browser cannot record meetings. Use Chromium, Chrome, Edge or Firefox.',
  failed: 'Recording stopped: this browser gave up. What was recorded so far is kept.',
  soundMissing:
    'This browser finds no sound device here: only the picture is recorded. To have sound, let somebody else record.',
  deviceFull: 'This device is full. The recording goes straight to the server.',
  closedEarly:
    'The server closed the recording before everything had arrived. What it has is in Recordings.',
  tookOver: 'You are recording now: whoever recorded before is gone.',
  interruptedText: (title: string, seconds: number, bytes: number) =>
    `${title}: ${sizeInWords(bytes)}, about ${roughTime(seconds)}, are only on this device.`,
  /** `kept on this device, 100 % uploaded` */
  safety: (keptBytes: number, uploadedBytes: number) =>
    keptBytes === 0
      ? 'kept on this device'
      : `kept on this device, ${Math.floor((uploadedBytes / keptBytes) * 100)} % uploaded`,
  /** `recording along: kept on this device, 100 % uploaded` */
  along: (safety: string) => `recording along: ${safety}`,
} as const;

/** What everybody is told while the server's disk is full. */
export const keeping = {
  heading: 'The server has no room for the recording right now',
  here: 'It goes on: this device keeps it, and sends it as soon as there is room. Do not close this page.',
  elsewhere: (name: string) =>
    `It goes on: ${name}’s device keeps it, and sends it as soon as there is room.`,
  isBack: 'There is room again: the recording is kept on the server.',
} as const;

/** The dialog behind `Recording options`. */
export const recordingPlan = {
  heading: 'Recording options',
  what: 'What to record',
  pictures: {
    grid: { name: 'Everyone in a grid', hint: 'A shared screen becomes large by itself.' },
    speaker: { name: 'Who speaks large', hint: 'The others stay small beside.' },
    screen: { name: 'Shared screen large', hint: 'Whoever speaks is beside it.' },
    none: { name: 'Sound only', hint: 'Everybody’s voices in one file, no picture.' },
    tile: { name: 'One person or screen', hint: 'Nothing else, and only its sound.' },
  } satisfies Record<RecordingPlan['picture'], { readonly name: string; readonly hint: string }>,
  whom: 'Person or screen',
  quality: 'Quality',
  qualities: {
    small: 'Small: 360p, about 0.3 GB an hour',
    usual: 'Usual: 720p, about 1.2 GB an hour',
    fine: 'Fine: 1080p, about 2.3 GB an hour',
  } satisfies Record<RecordingPlan['quality'], string>,
  withTracks: 'Separate tracks',
  withTracksHint:
    'Everybody’s own device records their microphone, camera and screen, too, at full quality. You get them beside the recording.',
  start: 'Start',
  cancel: 'Cancel',
} as const;

interface WhyRecorded {
  readonly mustAgree: boolean;
  readonly withTracks: boolean;
}

/** What somebody who is being recorded is told and asked. */
export const consent = {
  heading: 'This meeting is being recorded',
  agree: 'OK',
  decline: 'Leave me out',
  leaveOut: 'Leave me out of the recording',
  letIn: 'Let me be recorded',
  isOut: 'You are left out: neither your picture nor your voice is recorded.',
  isIn: 'You are in the recording again.',
  why: (name: string, { mustAgree, withTracks }: WhyRecorded) =>
    [
      mustAgree
        ? `${name} records everyone who agrees. You are left out until you do.`
        : `${name} records picture and sound.`,
      ...(withTracks ? ['This device records your own, too, and sends them.'] : []),
      'You can change it under More.',
    ].join(' '),
} as const;

const ownSources: Readonly<Record<Source, string>> = {
  microphone: 'your microphone',
  camera: 'your camera',
  screen_share: 'your screen',
  screen_share_audio: 'the sound of your screen',
  second_screen_share: 'your second screen',
  second_screen_share_audio: 'the sound of your second screen',
};

/** What an own track is called where it was interrupted. */
export const trackTitle = (roomName: string, source: Source) =>
  `${roomName} (${ownSources[source]})`;

export const recordingSound = {
  heading: 'Sounds',
  setting: 'Play a sound when a recording starts or stops',
} as const;

interface BeforeNews {
  readonly self: string;
  readonly recording: { readonly participantId: string } | null;
  readonly participants: readonly { readonly id: string; readonly name: string }[];
}

/** What is told at the foot of the page while something is recorded; null where nothing needs telling. */
export function recordingNews(happening: Happening, before: BeforeNews): string | null {
  const nameOf = (id: string) => before.participants.find((one) => one.id === id)?.name ?? '';
  switch (happening.type) {
    case 'recordings:pause-changed':
      return `${happening.by.name} ${happening.isPaused ? 'paused' : 'resumed'} the recording`;
    case 'recordings:keeping-changed':
      return happening.isKept ? keeping.isBack : null;
    case 'recordings:recorder-changed':
      if (happening.recording.participantId === before.self) return null;
      return `${nameOf(happening.recording.participantId)} goes on with the recording`;
    case 'recordings:consent-changed':
      if (before.recording?.participantId !== before.self) return null;
      return happening.consent === 'declined'
        ? `${nameOf(happening.participantId)} is left out of the recording`
        : null;
    default:
      return null;
  }
}

/** What a person is told of a trouble with their recording; those without a sentence pass by themselves. */
export const recordingTroubles: Readonly<Partial<Record<RecordingErrorCode, string>>> = {
  unsupported: recording.unsupported,
  'recorder-failed': recording.failed,
  'slice-lost': recording.failed,
  'sound-missing': recording.soundMissing,
  'device-full': recording.deviceFull,
  'ticket-gone': recording.closedEarly,
  'recording-closed': recording.closedEarly,
  'slice-refused': recording.closedEarly,
  'slice-missing': recording.closedEarly,
};
