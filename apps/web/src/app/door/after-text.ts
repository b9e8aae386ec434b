import type { Dismissal } from '@parley/contract';
import { after, refusalSentence } from '../text/door.en';
import { sentenceFor } from '../text/errors.en';
import { ParleyFailure } from '../api/parley-failure';
import type { RoomEnding } from './room-store';

export interface AfterText {
  readonly heading: string;
  readonly text: string;
  /** True where it was not this person's own doing. */
  readonly isAlert: boolean;
  /** What one can do from here; null where only the start page is left. */
  readonly action: { readonly label: string; readonly to: 'meeting' | 'door' } | null;
}

const toDoor = { label: after.toDoor, to: 'door' } as const;
const rejoin = { label: after.rejoin, to: 'meeting' } as const;

/** The page after the meeting, for each way it can end. */
export function afterText(ending: RoomEnding): AfterText {
  if ('failure' in ending) {
    const { code } = ending.failure;
    if (code === 'removed' || code === 'blocked' || code === 'denied')
      return dismissedText({ reason: code, by: null });
    if (code === 'seat-gone') return gone;
    if (code === 'meeting-ended') return ended(null);
    const failure = ParleyFailure.refused(ending.failure);
    const text = refusalSentence(code) ?? sentenceFor(failure);
    return { heading: after.failedHeading, text, isAlert: true, action: toDoor };
  }
  if (ending.reason === 'left')
    return { heading: after.leftHeading, text: after.leftText, isAlert: false, action: rejoin };
  return dismissedText(ending);
}

const gone: AfterText = {
  heading: after.goneHeading,
  text: after.goneText,
  isAlert: true,
  action: rejoin,
};

const ended = (by: string | null): AfterText => ({
  heading: after.endedHeading,
  text: by === null ? after.endedText : after.endedBy(by),
  isAlert: true,
  action: toDoor,
});

function dismissedText({ reason, by }: Dismissal): AfterText {
  const name = by?.name ?? null;
  switch (reason) {
    case 'removed':
      return {
        heading: after.removedHeading,
        text: name === null ? after.removedText : after.removedBy(name),
        isAlert: true,
        action: { label: after.rejoin, to: 'door' },
      };
    case 'blocked':
      return {
        heading: after.removedHeading,
        text: name === null ? after.blockedText : after.blockedBy(name),
        isAlert: true,
        action: null,
      };
    case 'denied':
      return {
        heading: after.deniedHeading,
        text: name === null ? after.deniedText : after.deniedBy(name),
        isAlert: true,
        action: toDoor,
      };
    case 'replaced':
      return {
        heading: after.replacedHeading,
        text: after.replacedText,
        isAlert: true,
        action: { label: after.takeBack, to: 'meeting' },
      };
    case 'ended':
      return ended(name);
    case 'seat-gone':
    // Whoever is sent there goes there, and not to this page.
    case 'sent-to-lobby':
      return gone;
    case 'uninvited':
      return {
        heading: after.uninvitedHeading,
        text: after.uninvitedText,
        isAlert: true,
        action: toDoor,
      };
    case 'signed-out':
      return {
        heading: after.signedOutHeading,
        text: after.signedOutText,
        isAlert: true,
        action: toDoor,
      };
  }
}
