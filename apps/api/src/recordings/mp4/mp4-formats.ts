import type { RecordingFormat } from '@parley/contract';
import type { MediaCodec } from 'mediabunny';
import type { RecordingEntity } from '../recording.entity';

/** What players expect in an MP4. VP8 could be put there, and hardly any would show it. */
const codecsOfMp4: readonly MediaCodec[] = ['avc', 'vp9', 'av1', 'opus', 'aac'];

/** Whether tracks of these codecs make an MP4 as they are. */
export function mp4For(codecs: readonly MediaCodec[]): 'possible' | 'impossible' {
  return codecs.every((codec) => codecsOfMp4.includes(codec)) ? 'possible' : 'impossible';
}

/** While one is made, every packet is in its table of contents, in memory: 100 MB for an hour at worst. */
const longestMs = 4 * 60 * 60 * 1_000;

type Row = Pick<RecordingEntity, 'sizeBytes' | 'durationMs' | 'mp4'>;

/** False where nobody needs to look any further. */
export function mayBeMp4({ mp4, durationMs }: Row): boolean {
  return mp4 !== 'impossible' && (durationMs ?? 0) <= longestMs;
}

/** In what a recording's file can be had; an MP4 may have to be made first. */
export function formatsOf(row: Row): RecordingFormat[] {
  if (row.sizeBytes === 0) return [];
  return row.mp4 === 'possible' && mayBeMp4(row) ? ['webm', 'mp4'] : ['webm'];
}
