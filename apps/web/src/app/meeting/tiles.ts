import type { Participant } from '@parley/contract';
import type { VideoSource } from '@parley/mesh';
import { pictureAddress } from '../api/picture-address';
import { meeting as text, secondScreen } from '../text/meeting.en';
import type { LinkConditions } from './bandwidth/link-condition';
import type { LocalTracks } from './publications';
import type { RemoteTracks } from './mesh-bridge';
import type { StageItem } from './stage-layout';
import { soundKey } from './volume/volume-store';

/**
 * How well we reach a participant: `reconnecting` is their socket or the path between us, `poor` a path that carries too
 * little or failed, `no-path` one that never was, nor through a relay; `no-relay` the same where there is none to try.
 */
export type TileLink = 'good' | 'connecting' | 'reconnecting' | 'poor' | 'no-path' | 'no-relay';

/** One publication on the stage: exactly one for each participant's camera, on or off, and one for each shared screen. */
export interface Tile extends StageItem {
  readonly participantId: string;
  readonly source: VideoSource;
  readonly participantName: string;
  /** Address of what stands in for a video; empty where there is nothing but initials. */
  readonly picture: string;
  /** The accessible name: a public interface (ui-vocabulary). */
  readonly label: string;
  /** What is written on it. */
  readonly caption: string;
  readonly track: MediaStreamTrack | null;
  readonly isMuted: boolean;
  readonly isHandRaised: boolean;
  readonly link: TileLink;
  /** There would be a picture if the link carried it. */
  readonly isVideoPaused: boolean;
  /** Names the sound that is heard of it (`soundKey`); null where there is none. */
  readonly soundKey: string | null;
}

export interface TileInput {
  readonly participants: readonly Participant[];
  readonly selfId: string;
  readonly local: LocalTracks;
  readonly remote: ReadonlyMap<string, RemoteTracks>;
  readonly links: LinkConditions;
  /** The others' pictures are not wanted. */
  readonly isAudioOnly: boolean;
  /** Whether the server knows a relay. */
  readonly hasRelay: boolean;
}

const screens = ['screen_share', 'second_screen_share'] as const;
type ScreenSource = (typeof screens)[number];
const screenWords = { screen_share: text, second_screen_share: secondScreen } as const;

/** Screens first, then oneself, then the others as they came: tiles keep their places. */
export function tilesOf(input: TileInput): Tile[] {
  const ordered = [...input.participants].sort(
    (a, b) =>
      Number(b.id === input.selfId) - Number(a.id === input.selfId) ||
      a.joinedAt.localeCompare(b.joinedAt),
  );
  return [
    ...ordered.flatMap((one) =>
      screens
        .filter((source) => isSharing(one, source, input))
        .map((source) => screenTile(one, source, input)),
    ),
    ...ordered.map((one) => cameraTile(one, input)),
  ];
}

function isSharing(
  { id, publications }: Participant,
  source: ScreenSource,
  { selfId, local }: TileInput,
): boolean {
  return id === selfId ? local[source] !== null : publications[source] === true;
}

function cameraTile(participant: Participant, input: TileInput): Tile {
  const isOwn = participant.id === input.selfId;
  const { publications } = participant;
  const label = isOwn ? text.own(participant.name) : participant.name;
  return {
    ...baseOf(participant, input),
    key: `${participant.id}/camera`,
    source: 'camera',
    isScreen: false,
    label,
    caption: label,
    // What is not announced is not shown: whoever was stopped by a moderator stays dark here, whatever they send.
    track: trackOf(participant, 'camera', input),
    isMuted: isOwn ? input.local.microphone === null : !publications.microphone,
    isVideoPaused: isPausedFor(participant, input),
    // Kept while muted: whoever is too loud is made quieter before they speak again.
    soundKey: isOwn ? null : soundKey(participant.id, 'microphone'),
  };
}

function screenTile(participant: Participant, source: ScreenSource, input: TileInput): Tile {
  const isOwn = participant.id === input.selfId;
  const words = screenWords[source];
  const isHeard = participant.publications[`${source}_audio`] === true;
  return {
    ...baseOf(participant, input),
    key: `${participant.id}/${source}`,
    source,
    isScreen: true,
    label: words.screenOf(participant.name),
    caption: isOwn ? words.youAreSharing : words.isSharing(participant.name),
    track: trackOf(participant, source, input),
    isMuted: false,
    isHandRaised: false,
    soundKey: isOwn || !isHeard ? null : soundKey(participant.id, `${source}_audio`),
  };
}

function baseOf(participant: Participant, input: TileInput) {
  return {
    participantId: participant.id,
    participantName: participant.name,
    picture: pictureAddress(participant.pictureId),
    isOwn: participant.id === input.selfId,
    isHandRaised: participant.isHandRaised,
    link: linkOf(participant, input),
    isVideoPaused: false,
  };
}

function trackOf(
  { id, publications }: Participant,
  source: VideoSource,
  { selfId, local, remote, isAudioOnly }: TileInput,
): MediaStreamTrack | null {
  if (id === selfId) return local[source];
  return publications[source] && !isAudioOnly ? (remote.get(id)?.[source] ?? null) : null;
}

function isPausedFor({ id, publications }: Participant, input: TileInput): boolean {
  if (id === input.selfId || !publications.camera || input.isAudioOnly) return false;
  return input.links.get(id)?.isVideoPaused ?? false;
}

function linkOf(participant: Participant, { selfId, links, hasRelay }: TileInput): TileLink {
  if (participant.id === selfId) return 'good';
  const link = links.get(participant.id);
  if (link?.state === 'failed') {
    if (link.wasConnected) return 'poor';
    return hasRelay ? 'no-path' : 'no-relay';
  }
  if (link?.state === 'reconnecting' || !participant.isConnected) return 'reconnecting';
  if (link?.state !== 'connected') return 'connecting';
  return link.quality;
}
