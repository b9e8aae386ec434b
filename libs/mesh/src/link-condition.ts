import type { LinkQualityChange } from './types';

/** What one side knows of the link that it sends over. */
export interface LinkCondition {
  readonly isPoor: boolean;
  /** A camera or screen that is on is not sent for now, because the link does not carry it. */
  readonly isVideoPaused: boolean;
}

/** Both directions of a link. */
export interface LinkConditions {
  readonly ours: LinkCondition;
  readonly theirs: LinkCondition;
}

export const goodCondition: LinkCondition = { isPoor: false, isVideoPaused: false };

/** The two directions as people see them. */
export function qualityOf(
  participantId: string,
  { ours, theirs }: LinkConditions,
): LinkQualityChange {
  return {
    participantId,
    quality: ours.isPoor || theirs.isPoor ? 'poor' : 'good',
    isVideoPaused: theirs.isVideoPaused,
    isSendingPaused: ours.isVideoPaused,
  };
}

/** Knows both directions, and tells of each change exactly once. */
export class LinkQuality {
  readonly #changed: (conditions: LinkConditions) => void;
  #conditions: LinkConditions = { ours: goodCondition, theirs: goodCondition };

  constructor(changed: (conditions: LinkConditions) => void) {
    this.#changed = changed;
  }

  get ours(): LinkCondition {
    return this.#conditions.ours;
  }

  /** Returns whether anything is different now. */
  update(change: Partial<LinkConditions>): boolean {
    const { ours, theirs } = this.#conditions;
    const next = { ours, theirs, ...change };
    if (isSame(next.ours, ours) && isSame(next.theirs, theirs)) return false;
    this.#conditions = next;
    this.#changed(next);
    return true;
  }
}

function isSame(one: LinkCondition, other: LinkCondition): boolean {
  return one.isPoor === other.isPoor && one.isVideoPaused === other.isVideoPaused;
}
