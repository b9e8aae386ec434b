import type { Publications } from '@parley/contract';
import type { Source } from '@parley/mesh';

export type LocalTracks = Readonly<Record<Source, MediaStreamTrack | null>>;

/** What the server is told of these tracks; of what is left away, that it is off. */
export function publicationsOf(tracks: Partial<LocalTracks>): Publications {
  const isOn = (source: Source) => (tracks[source] ?? null) !== null;
  return {
    microphone: isOn('microphone'),
    camera: isOn('camera'),
    screen_share: isOn('screen_share'),
    screen_share_audio: isOn('screen_share_audio'),
    second_screen_share: isOn('second_screen_share'),
    second_screen_share_audio: isOn('second_screen_share_audio'),
  };
}

/** What a page says of itself before any track is there. */
export const nothingPublished = publicationsOf({});
