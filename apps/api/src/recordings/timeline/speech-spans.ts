import type { SpokenSpan } from '@parley/contract';

/** Who breathes, or lets somebody say “mhm”, still speaks. */
export const speechGapMs = 3_000;
/** A single word is no chapter. */
export const shortestChapterMs = 1_500;

/**
 * Joins what each person said where it overlaps or the gap is short, ordered by time. It does not matter in how many
 * pieces and in which order the spans come, nor how often.
 */
export function joinedSpeech(
  spans: readonly SpokenSpan[],
  gapMs: number = speechGapMs,
): SpokenSpan[] {
  const ordered = [...spans].sort(byTime);
  const last = new Map<string, SpokenSpan>();
  const joined: SpokenSpan[] = [];
  for (const span of ordered) {
    const before = last.get(span.name);
    if (before && span.fromMs - before.toMs <= gapMs)
      before.toMs = Math.max(before.toMs, span.toMs);
    else {
      const next = { ...span };
      last.set(span.name, next);
      joined.push(next);
    }
  }
  // Where two began together, the order hangs on how long each became.
  return joined.sort(byTime);
}

/** The same in at most `count` spans: the longer it gets, the longer the gaps that are looked over. */
export function boundedSpeech(spans: readonly SpokenSpan[], count: number): SpokenSpan[] {
  for (let gapMs = speechGapMs; ; gapMs *= 2) {
    const joined = joinedSpeech(spans, gapMs);
    const names = new Set(joined.map(({ name }) => name)).size;
    // At last everybody has one span; more names than that nobody has.
    if (joined.length <= count) return joined;
    if (joined.length === names) return joined.slice(0, count);
  }
}

/** Those that are long enough to be found again by. */
export function speechChapters(spans: readonly SpokenSpan[]): SpokenSpan[] {
  return joinedSpeech(spans).filter(({ fromMs, toMs }) => toMs - fromMs >= shortestChapterMs);
}

function byTime(one: SpokenSpan, other: SpokenSpan): number {
  return one.fromMs - other.fromMs || one.toMs - other.toMs || (one.name < other.name ? -1 : 1);
}
