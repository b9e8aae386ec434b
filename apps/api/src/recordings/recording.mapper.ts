import type { Recording } from '@parley/contract';
import type { RecordingEntity } from './recording.entity';

/** What leaves the server about a recording. */
export function toRecording(row: RecordingEntity): Recording {
  return {
    id: row.id,
    roomId: row.roomId,
    roomName: row.roomName,
    title: row.title,
    participantNames: [...row.participantNames],
    startedAt: new Date(row.startedAtMs).toISOString(),
    durationMs: row.durationMs,
    sizeBytes: row.sizeBytes,
    status: row.status,
    statusReason: row.statusReason,
    hasThumbnail: row.hasThumbnail,
  };
}

/** Brings a text into the form that is compared in a search: what differs only in case or in form is the same. */
export function searchable(...texts: readonly string[]): string {
  return texts.map((text) => text.normalize('NFKC').toLowerCase()).join('\n');
}
