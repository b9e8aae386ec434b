import type { Ceilings } from '@parley/contract';
import { statisticsText as text } from '../../text/statistics.en';

/** Each ceiling that holds, and who set it; where both did, the lower one. */
export function ceilingWords(own: Ceilings, room: Ceilings): string[] {
  const kinds = ['audioKbps', 'videoKbps', 'screenKbps'] as const;
  const sentences = kinds.flatMap((kind) => {
    const [ours, theirs] = [own[kind] ?? Infinity, room[kind] ?? Infinity];
    const kbps = Math.min(ours, theirs);
    return kbps === Infinity ? [] : [text.ceiling(text.ceilingOf[kind], kbps, theirs <= ours)];
  });
  return sentences.length > 0 ? sentences : [text.noCeilings];
}
