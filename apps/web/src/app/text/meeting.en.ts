import type { Happening } from '@parley/contract';
import { type Before, moderationNews } from './moderation-news.en';

/** Words of the meeting itself; its panels have files of their own. */
export const meeting = {
  controls: 'Meeting controls',
  shareScreen: 'Share screen',
  stopSharing: 'Stop sharing',
  startRecording: 'Start recording',
  stopRecording: 'Stop recording',
  recordingOptions: 'Recording options',
  pauseRecording: 'Pause recording',
  resumeRecording: 'Resume recording',
  paused: 'Paused',
  raiseHand: 'Raise hand',
  lowerHand: 'Lower hand',
  leave: 'Leave',
  leaveMeeting: 'Leave meeting',
  endForAll: 'End for all',
  people: 'People',
  chat: 'Chat',
  files: 'Files',
  more: 'More',
  settings: 'Settings',
  shortcuts: 'Keyboard shortcuts',
  statistics: 'Statistics',
  close: 'Close',
  you: 'you',
  own: (name: string) => `${name} (you)`,
  screenOf: (name: string) => `${name} (screen)`,
  isSharing: (name: string) => `${name} is sharing`,
  youAreSharing: 'You are sharing',
  encrypted: 'Direct to everyone, encrypted',
  locked: 'Meeting is locked',
  recording: 'Recording',
  reconnecting: 'Reconnecting…',
  reconnectingHint: 'Sound and picture go on. Chat and people come back in a moment.',
  entering: 'Entering the meeting',
  alone: 'You are the only one here',
  aloneHint: 'Send this link to whoever should join.',
  copyLink: 'Copy link',
  roomLink: 'Room link',
  muted: 'muted',
  handRaised: 'hand raised',
  speaking: 'speaking',
  connectionPoor: 'connection poor',
  noPath: (name: string) => `no path to ${name}: the relay is not reachable`,
  noDirectPath: (name: string) =>
    `no path to ${name}: no direct one was found, and this server has no relay. Try another network.`,
  videoPaused: 'Video paused: weak connection',
  connecting: 'connecting',
  reconnectingPerson: 'reconnecting',
  onStage: 'On stage',
  shareFailed: 'The screen could not be shared. The system may not allow it for this browser.',
  waitingCount: (count: number) => (count === 1 ? '1 waiting' : `${count} waiting`),
  isWaiting: (name: string) => `${name} is waiting to be let in`,
  areWaiting: (count: number) => `${count} people are waiting to be let in`,
  handOver: 'Hand over and leave',
  seeWho: 'See who',
  unreadCount: (count: number) => `${count} new`,
  cancel: 'Cancel',
} as const;

/** Words of the other screen of somebody who shares two. */
export const secondScreen = {
  share: 'Share another screen',
  stopThis: 'Stop this screen',
  screenOf: (name: string) => `${name} (screen 2)`,
  isSharing: (name: string) => `${name} is sharing a second screen`,
  youAreSharing: 'You are sharing a second screen',
} as const;

export const waiting = {
  heading: 'Waiting for a moderator to let you in',
  hint: 'You come in by yourself as soon as somebody admits you. Keep this page open.',
  forHost: {
    heading: 'Waiting for the host',
    hint: 'You come in by yourself as soon as the host or a moderator is here. Keep this page open.',
  },
  held: {
    heading: 'A moderator asks you for patience',
    hint: 'You were seen, and come in by yourself as soon as somebody admits you. Keep this page open.',
  },
  since: (duration: string) => `Asked ${duration} ago`,
  cancel: 'Stop waiting',
} as const;

export const settingsText = {
  heading: 'Settings',
  devices: 'Devices',
  keys: 'Keyboard',
  keysSwitch: 'Use single-key shortcuts',
  keysHint: 'Switch them off if you control your computer by speech or a screen reader.',
} as const;

export const shortcutsText = {
  heading: 'Keyboard shortcuts',
  off: 'Single-key shortcuts are switched off in the settings.',
  microphone: 'Mute or unmute',
  camera: 'Stop or start the camera',
  screen: 'Share the screen or stop',
  hand: 'Raise or lower your hand',
  people: 'Open or close People',
  chat: 'Open or close Chat',
  files: 'Open or close Files',
  help: 'Show these shortcuts',
  zoom: 'On a shared screen: closer, further away, whole',
  move: 'On a shared screen: move it',
  or: 'or',
} as const;

type By = { readonly by: { readonly name: string } | null };

/** What is told at the foot of the page when somebody comes, goes or is moderated; null where nothing needs telling. */
export function newsOf(happening: Happening, before: Before): string | null {
  const nameOf = (id: string) => before.participants.find((one) => one.id === id)?.name ?? '';
  switch (happening.type) {
    case 'meetings:participant-joined':
      return `${happening.participant.name} joined`;
    case 'meetings:participant-left':
      return leftNews(nameOf(happening.participantId), happening.reason, happening);
    case 'recordings:picture-taken':
      return `${happening.by.name} saved a picture of what you show`;
    case 'recordings:recording-stopped':
      return happening.by ? `${happening.by.name} stopped the recording` : 'The recording ended';
    case 'files:share-announced':
      return `${happening.share.fromName} shared ${happening.share.manifest.name}`;
    case 'meetings:ceilings-changed':
      return 'The room’s limits for sound and video changed';
    default:
      return moderationNews(happening, before);
  }
}

type LeftReason = Extract<Happening, { type: 'meetings:participant-left' }>['reason'];

function leftNews(name: string, reason: LeftReason, { by }: By): string {
  const byName = by ? ` by ${by.name}` : '';
  if (reason === 'removed') return `${name} was removed${byName}`;
  if (reason === 'sent-to-lobby') return `${name} was put back into the lobby${byName}`;
  return reason === 'vanished' ? `${name} lost the connection and left` : `${name} left`;
}

/** What is said to the one it was done to. */
export const toYou = {
  muted: (by: string) => `${by} muted you`,
  cameraStopped: (by: string) => `${by} stopped your camera`,
  shareStopped: (by: string) => `${by} stopped your screen share`,
  handLowered: (by: string) => `${by} lowered your hand`,
  madeModerator: (by: string | null) =>
    by === null ? 'You are now a moderator' : `${by} made you a moderator`,
  unmadeModerator: (by: string | null) =>
    by === null ? 'You are no longer a moderator' : `${by} took your moderator role back`,
  suspended: (by: string) =>
    `${by} suspended everything. You are muted, your camera and screen are off.`,
  wentOn: (by: string) => `${by} lets the meeting go on. You may switch things on again.`,
} as const;
