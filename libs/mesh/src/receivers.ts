import type { VideoSource, Views } from './types';

/** How many are sent each picture. */
export type ReceiverCounts = Readonly<Record<VideoSource, number>>;

/** Counts those who show a picture, or have not said yet how large: whoever does not show it costs no upload. */
export function countReceivers(views: readonly Views[]): ReceiverCounts {
  const count = (source: VideoSource) => views.filter((view) => view[source] !== 0).length;
  return {
    camera: count('camera'),
    screen_share: count('screen_share'),
    second_screen_share: count('second_screen_share'),
  };
}

export function hasSameCounts(one: ReceiverCounts, other: ReceiverCounts): boolean {
  return (
    one.camera === other.camera &&
    one.screen_share === other.screen_share &&
    one.second_screen_share === other.second_screen_share
  );
}
