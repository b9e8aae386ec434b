import type { PeerState } from '@parley/mesh';

/** What is known of the way to a participant. */
export interface LinkCondition {
  readonly state: PeerState;
  /** Whether there ever was a path between us. */
  readonly wasConnected: boolean;
  readonly quality: 'good' | 'poor';
  /** Their video is paused because the link does not carry it. */
  readonly isVideoPaused: boolean;
  /** The same the other way round: ours does not reach them for now. */
  readonly isSendingPaused: boolean;
}

const untried: LinkCondition = {
  state: 'connecting',
  wasConnected: false,
  quality: 'good',
  isVideoPaused: false,
  isSendingPaused: false,
};

export type LinkChange = Partial<Omit<LinkCondition, 'wasConnected'>>;
export type LinkConditions = ReadonlyMap<string, LinkCondition>;

/** The conditions after something changed for one participant; one whose connection is closed has none. */
export function withCondition(
  all: LinkConditions,
  participantId: string,
  change: LinkChange,
): LinkConditions {
  const links = new Map(all);
  const before = all.get(participantId) ?? untried;
  const after = { ...before, ...change };
  const wasConnected = before.wasConnected || after.state === 'connected';
  if (after.state === 'closed') links.delete(participantId);
  else links.set(participantId, { ...after, wasConnected });
  return links;
}
