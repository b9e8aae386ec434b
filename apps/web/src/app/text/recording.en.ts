import type { RecordingErrorCode } from '@parley/recording';
import { sizeInWords } from './amounts.en';

/** Recording as it shows in the meeting, and what an earlier one left behind. English is the source language. */
export const recording = {
  interruptedHeading: 'A recording was interrupted',
  recover: 'Recover',
  recovering: 'Recovering …',
  discard: 'Discard',
  recovered: 'The recording is complete.',
  serverKept: 'The server keeps what it has. This device has nothing to add.',
  safe: 'The recording is safe on the server.',
  unsupported: 'This browser cannot record meetings. Use Chromium, Chrome, Edge or Firefox.',
  failed: 'Recording stopped: this browser gave up. What was recorded so far is kept.',
  soundMissing:
    'This browser finds no sound device here: only the picture is recorded. To have sound, let somebody else record.',
  deviceFull: 'This device is full. The recording goes straight to the server.',
  serverFull: 'The server has no room left. The recording is kept on this device.',
  closedEarly:
    'The server closed the recording before everything had arrived. What it has is in Recordings.',
  stillSending: 'A recording is still being sent. Leave this page open for a moment.',
  interruptedText: (title: string, seconds: number, bytes: number) =>
    `${title}: ${sizeInWords(bytes)}, about ${seconds} ${seconds === 1 ? 'second' : 'seconds'}, are only on this device.`,
  /** `kept on this device, 100 % uploaded` */
  safety: (keptBytes: number, uploadedBytes: number) =>
    keptBytes === 0
      ? 'kept on this device'
      : `kept on this device, ${Math.floor((uploadedBytes / keptBytes) * 100)} % uploaded`,
} as const;

/** What a person is told of a trouble with their recording; those without a sentence pass by themselves. */
export const recordingTroubles: Readonly<Partial<Record<RecordingErrorCode, string>>> = {
  unsupported: recording.unsupported,
  'recorder-failed': recording.failed,
  'slice-lost': recording.failed,
  'sound-missing': recording.soundMissing,
  'device-full': recording.deviceFull,
  'server-full': recording.serverFull,
  'ticket-gone': recording.closedEarly,
  'recording-closed': recording.closedEarly,
  'slice-refused': recording.closedEarly,
  'slice-missing': recording.closedEarly,
};
