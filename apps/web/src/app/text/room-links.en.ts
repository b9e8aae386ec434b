import type { Invitation } from '@parley/contract';

const date = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric' });
const moment = new Intl.DateTimeFormat('en', { dateStyle: 'full', timeStyle: 'short' });

export const roomPeople = {
  heading: 'Moderators',
  hint: 'They moderate every meeting of this room and come in at any time, without password, lobby or invitation. Holds at once.',
  email: 'Email of their account',
  emailWrong: 'Type an email address.',
  add: 'Add moderator',
  remove: 'Remove',
  removeOne: (name: string) => `Remove ${name}`,
} as const;

export const invite = {
  action: 'Invite people',
  heading: (roomName: string) => `Invite to “${roomName}”`,
  roomLink: 'Room link',
  roomLinkHint: 'Never changes. Who may come in by it is in the room settings.',
  roomLinkShut: 'This room is by invitation only: make an invitation link below.',
  copyLink: 'Copy link',
  copyText: 'Copy invitation',
  text: (roomName: string, link: string, opensAt: string | null) =>
    opensAt === null
      ? `Join “${roomName}”: ${link}`
      : `Join “${roomName}” on ${moment.format(new Date(opensAt))}: ${link}`,
  qrCode: 'Link as a QR code',
  links: 'Invitation links',
  linksHint:
    'Each can be counted, can end, and can be taken back. An invitation stands for the room password, not for the lobby.',
  label: 'For whom',
  labelPlaceholder: 'Press, Jury, Ms Ito',
  labelWrong: 'Say for whom it is, so that you know it again.',
  uses: 'People',
  usesHint: 'Any number',
  usesWrong: 'A whole number from 1 on, or nothing.',
  expires: 'Works until',
  make: 'Make invitation link',
  made: (label: string) => `The link for “${label}”. It is shown only now: copy it.`,
  newLink: 'New invitation link',
  revoke: 'Take back',
  revokeOne: (label: string) => `Take back ${label}`,
  revokeHeading: (label: string) => `Take back the link for “${label}”?`,
  revokeText: 'Nobody comes in by it any more. Whoever is inside by it has to leave now.',
  state: ({ useCount, maxUses, expiresAt, revokedAt }: Invitation, nowMs: number) => {
    const used = maxUses === null ? `${useCount} came` : `${useCount} of ${maxUses} came`;
    if (revokedAt !== null) return `${used}, taken back`;
    if (expiresAt === null) return used;
    const isOver = Date.parse(expiresAt) <= nowMs;
    return `${used}, ${isOver ? 'ended' : 'until'} ${date.format(new Date(expiresAt))}`;
  },
  calendar: 'Calendar',
  calendarHint: 'A file that every calendar takes, with the room link in it.',
  starts: 'Starts',
  startsWrong: 'Say when it starts.',
  minutes: 'Lasts',
  inMinutes: (minutes: number) =>
    minutes < 60 ? `${minutes} minutes` : `${minutes / 60} ${minutes === 60 ? 'hour' : 'hours'}`,
  download: 'Download calendar file',
} as const;

export const transfer = {
  action: 'Give room away',
  heading: (roomName: string) => `Give “${roomName}” away?`,
  text: 'The other account becomes its owner at once, and only they can give it back. You stay a moderator of it. Recordings stay where they are.',
  email: 'Email of their account',
  emailWrong: 'Type an email address.',
  done: (roomName: string) => `“${roomName}” is no longer yours`,
} as const;
