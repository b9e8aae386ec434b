import { type Recording, routes } from '@parley/contract';
import { addressOf } from '../api/rest-client';
import { clockTime, sizeInWords, whenInWords } from '../text/amounts.en';
import { recordings } from '../text/recordings.en';

/** Near enough to do something about it. */
const soonMs = 7 * 24 * 3_600_000;

/** A recording in the words the page shows, and what the person may do with it. */
export interface RecordingView {
  readonly id: string;
  readonly title: string;
  /** Empty where the title says the room already. */
  readonly roomName: string;
  readonly room: string;
  readonly people: string;
  readonly when: string;
  readonly startedAt: string;
  /** Day, date and time. */
  readonly startedInFull: string;
  readonly duration: string;
  readonly size: string;
  readonly sizeBytes: number;
  readonly layout: string;
  readonly quality: string;
  readonly isSoundOnly: boolean;
  readonly status: string;
  readonly tone: 'plain' | 'live' | 'danger';
  readonly reason: string;
  /** When a rule deletes it; empty where none does. */
  readonly goesOn: string;
  readonly goesSoon: boolean;
  /** False for what a room shares with those who were there: to be watched, not to be changed. */
  readonly isOwn: boolean;
  readonly isPlayable: boolean;
  readonly isRunning: boolean;
  readonly isChanging: boolean;
  readonly canBeDeleted: boolean;
  readonly canBeShared: boolean;
  /** Whether anything can be done with it together with others. */
  readonly canBePicked: boolean;
  readonly hasTracks: boolean;
  readonly fileUrl: string;
  readonly downloadUrl: string;
  /** Null where the file cannot be had as MP4, and where it is one anyway. */
  readonly mp4: { readonly fileUrl: string; readonly downloadUrl: string } | null;
  readonly thumbnailUrl: string | null;
}

function toneOf(status: Recording['status']): RecordingView['tone'] {
  if (status === 'ready' || status === 'recovered') return 'live';
  return status === 'failed' || status === 'recording' ? 'danger' : 'plain';
}

function wordsOf(recording: Recording, now: Date) {
  const { title, roomName, startedAt, durationMs, deletesAt, plan } = recording;
  return {
    roomName: title === roomName ? '' : roomName,
    room: roomName,
    startedInFull: recordings.fullMoment(new Date(startedAt)),
    people: recordings.people(recording.participantNames),
    when: whenInWords(new Date(startedAt), now),
    duration: durationMs === null ? '' : clockTime(durationMs),
    layout: recordings.layouts[plan.picture],
    quality: recordings.qualities[plan.quality],
    isSoundOnly: plan.picture === 'none',
    size: sizeInWords(recording.sizeBytes),
    status: recordings.status(recording.status),
    reason: recordings.reason(recording.statusReason),
    goesOn: deletesAt === null ? '' : recordings.goesOn(new Date(deletesAt), now),
    goesSoon: deletesAt !== null && Date.parse(deletesAt) - now.getTime() < soonMs,
  };
}

function addressesOf({ id, formats, hasThumbnail }: Recording) {
  const params = { recordingId: id };
  const { path } = routes.downloadRecording;
  const hasBoth = formats.includes('mp4') && formats.includes('webm');
  const mp4 = { format: 'mp4' };
  return {
    fileUrl: addressOf(path, params),
    downloadUrl: addressOf(path, params, { download: '1' }),
    mp4: hasBoth
      ? {
          fileUrl: addressOf(path, params, mp4),
          downloadUrl: addressOf(path, params, { ...mp4, download: '1' }),
        }
      : null,
    thumbnailUrl: hasThumbnail ? addressOf(routes.readThumbnail.path, params) : null,
  };
}

export function viewOf(recording: Recording, now: Date): RecordingView {
  const { id, title, status, startedAt, sizeBytes, isOwn, trackCount } = recording;
  const isPlayable = status === 'ready' || status === 'recovered';
  const isRunning = status === 'recording';
  return {
    ...{ id, title, startedAt, sizeBytes, isOwn, isPlayable, isRunning },
    ...wordsOf(recording, now),
    ...addressesOf(recording),
    tone: toneOf(status),
    isChanging: isRunning || status === 'processing',
    canBeDeleted: isOwn && !isRunning,
    canBeShared: isOwn && isPlayable,
    canBePicked: isPlayable || (isOwn && !isRunning),
    hasTracks: isOwn && trackCount > 0,
  };
}
