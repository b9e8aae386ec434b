import type { Dismissal } from '@parley/contract';
import { after, refusalSentence } from '../text/door.en';
import { sentenceFor } from '../text/errors.en';
import { ParleyFailure } from '../api/parley-failure';
import type { RoomEnding } from './room-store';

export interface AfterText {
  readonly heading: string;
  readonly text: string;
  /** What one can do from here; null where only the start page is left. */
  readonly action: { readonly label: string; readonly to: 'meeting' | 'door' } | null;
}

const rejoin = { label: after.rejoin, to: 'meeting' } as const;

/** The page after the meeting, for each way it can end. */
export function afterText(ending: RoomEnding): AfterText {
  if ('failure' in ending) {
    const failure = ParleyFailure.refused(ending.failure);
    const text = refusalSentence(ending.failure.code) ?? sentenceFor(failure);
    if (ending.failure.code === 'seat-gone') return gone;
    if (ending.failure.code === 'meeting-ended') return ended(null);
    return { heading: after.failedHeading, text, action: { label: after.toDoor, to: 'door' } };
  }
  if (ending.reason === 'left')
    return { heading: after.leftHeading, text: after.leftText, action: rejoin };
  return dismissedText(ending);
}

const gone: AfterText = { heading: after.goneHeading, text: after.goneText, action: rejoin };

const ended = (by: string | null): AfterText => ({
  heading: after.endedHeading,
  text: by === null ? after.endedText : after.endedBy(by),
  action: { label: after.toDoor, to: 'door' },
});

function dismissedText({ reason, by }: Dismissal): AfterText {
  const name = by?.name ?? null;
  switch (reason) {
    case 'removed':
      return {
        heading: after.removedHeading,
        text: name === null ? after.removedText : after.removedBy(name),
        action: { label: after.askAgain, to: 'door' },
      };
    case 'blocked':
      return {
        heading: after.removedHeading,
        text: name === null ? after.blockedText : after.blockedBy(name),
        action: null,
      };
    case 'denied':
      return {
        heading: after.deniedHeading,
        text: name === null ? after.deniedText : after.deniedBy(name),
        action: { label: after.toDoor, to: 'door' },
      };
    case 'replaced':
      return {
        heading: after.replacedHeading,
        text: after.replacedText,
        action: { label: after.takeBack, to: 'meeting' },
      };
    case 'ended':
      return ended(name);
    case 'seat-gone':
      return gone;
  }
}
