import type { Chapter, RecordingTimeline, SpokenSpan } from '@parley/contract';
import type { MomentEntity } from './moments.entity';
import { inFileMs } from '../orders/recording-pauses';
import type { RecordingEntity } from '../recording.entity';
import { speechChapters } from './speech-spans';

type Row = Pick<RecordingEntity, 'startedAtMs' | 'mediaStartedAtMs' | 'pauses' | 'durationMs'>;
type Moment = Pick<MomentEntity, 'atMs' | 'kind' | 'participantId' | 'name' | 'text'>;

/** What happened, as a player shows it beside the film. `moments` are in order of time. */
export function timelineOf(
  row: Row,
  moments: readonly Moment[],
  spoke: readonly SpokenSpan[],
): Pick<RecordingTimeline, 'chapters' | 'chat'> {
  const within = (atMs: number) =>
    Math.round(Math.min(Math.max(0, atMs), row.durationMs ?? Infinity));
  const placed = moments.map((moment) => ({ ...moment, atMs: inFileMs(row, moment.atMs) }));
  const chat = placed.flatMap(({ kind, atMs, name, text }) =>
    kind === 'chat' && atMs >= 0 ? [{ atMs: within(atMs), name, text: text ?? '' }] : [],
  );
  const speech = speechChapters(spoke).map(({ name, fromMs }): Chapter => ({
    atMs: fromMs,
    kind: 'spoke',
    name,
  }));
  const chapters = [...comings(placed), ...sharings(placed), ...speech]
    .map((chapter) => ({ ...chapter, atMs: within(chapter.atMs) }))
    .sort((one, other) => one.atMs - other.atMs);
  return { chapters, chat };
}

function comings(moments: readonly Moment[]): Chapter[] {
  return moments.flatMap(({ kind, atMs, name }) =>
    (kind === 'joined' || kind === 'left') && atMs >= 0 ? [{ atMs, kind, name }] : [],
  );
}

/** After a restart the server says again who shares, and who does not: only what changed is a chapter. */
function sharings(moments: readonly Moment[]): Chapter[] {
  const sharing = new Map<string | null, string>();
  return moments.flatMap(({ kind, atMs, name, participantId }): Chapter[] => {
    const before = sharing.has(participantId);
    if (kind === 'sharing' && !before) {
      sharing.set(participantId, name);
      return [{ atMs, kind: 'shared', name }];
    }
    if ((kind === 'not-sharing' || kind === 'left') && before) {
      sharing.delete(participantId);
      return atMs >= 0 ? [{ atMs, kind: 'unshared', name }] : [];
    }
    return [];
  });
}
