import { type Recording, routes } from '@parley/contract';
import { addressOf } from '../api/rest-client';
import { clockTime, sizeInWords, whenInWords } from '../text/amounts.en';
import { recordings } from '../text/recordings.en';

/** A recording in the words the page shows. */
export interface RecordingView {
  readonly id: string;
  readonly title: string;
  /** Empty where the title says the room already. */
  readonly roomName: string;
  readonly people: string;
  readonly when: string;
  readonly startedAt: string;
  readonly duration: string;
  readonly size: string;
  readonly status: string;
  readonly tone: 'plain' | 'live' | 'danger';
  readonly reason: string;
  readonly isPlayable: boolean;
  readonly isRunning: boolean;
  readonly isChanging: boolean;
  readonly fileUrl: string;
  readonly downloadUrl: string;
  readonly thumbnailUrl: string | null;
}

function toneOf(status: Recording['status']): RecordingView['tone'] {
  if (status === 'ready' || status === 'recovered') return 'live';
  return status === 'failed' || status === 'recording' ? 'danger' : 'plain';
}

export function viewOf(recording: Recording, now: Date): RecordingView {
  const { id, title, roomName, status, statusReason, startedAt, durationMs } = recording;
  const params = { recordingId: id };
  return {
    id,
    title,
    roomName: title === roomName ? '' : roomName,
    people: recordings.people(recording.participantNames),
    when: whenInWords(new Date(startedAt), now),
    startedAt,
    duration: durationMs === null ? '' : clockTime(durationMs),
    size: sizeInWords(recording.sizeBytes),
    status: recordings.status(status),
    tone: toneOf(status),
    reason: recordings.reason(statusReason),
    isPlayable: status === 'ready' || status === 'recovered',
    isRunning: status === 'recording',
    isChanging: status === 'recording' || status === 'processing',
    fileUrl: addressOf(routes.downloadRecording.path, params),
    downloadUrl: addressOf(routes.downloadRecording.path, params, { download: '1' }),
    thumbnailUrl: recording.hasThumbnail ? addressOf(routes.readThumbnail.path, params) : null,
  };
}
