import { usualRecordingPlan, type Recording } from '@parley/contract';
import { formatsOf } from './mp4/mp4-formats';
import type { RecordingEntity } from './recording.entity';

/** What a recording's row does not say, as it is for whoever asks. */
export interface Beside {
  readonly isOwn: boolean;
  readonly deletesAtMs: number | null;
  readonly trackCount: number;
}

/** As its recorder sees a recording that has just arrived. */
export const justArrived: Beside = { isOwn: true, deletesAtMs: null, trackCount: 0 };

/** What leaves the server about a recording. */
export function toRecording(row: RecordingEntity, beside: Beside): Recording {
  const { deletesAtMs, isOwn, trackCount } = beside;
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
    deletesAt: deletesAtMs === null ? null : new Date(deletesAtMs).toISOString(),
    trackCount,
    formats: formatsOf(row),
    isOwn,
    plan: row.plan ?? usualRecordingPlan,
  };
}

/** Brings a text into the form that is compared in a search: what differs only in case or in form is the same. */
export function searchable(...texts: readonly string[]): string {
  return texts.map((text) => text.normalize('NFKC').toLowerCase()).join('\n');
}
