import {
  type Account,
  noCeilings,
  type Recording,
  type Room,
  usualLiberties,
  usualRecordingPlan,
  usualRoomRecording,
} from '@parley/contract';

const momentText = '2026-11-20T13:02:00.000Z';

export const anAccount = (changes: Partial<Account> = {}): Account => ({
  id: 'a1f5c1de-6f0b-4c0b-9d3e-0d9b8a7c6e5f',
  name: 'Hanna Host',
  email: 'hanna@example.org',
  isAdministrator: false,
  pictureId: null,
  hasPassword: true,
  createdAt: momentText,
  ...changes,
});

export const aRoom = (changes: Partial<Room> = {}): Room => ({
  id: 'kmtw-hqre-xvna',
  name: 'Board meeting',
  description: '',
  hasPassword: false,
  hasLobby: false,
  allowsGuests: true,
  onlyInvited: false,
  waitsForHost: false,
  capacity: null,
  liberties: usualLiberties,
  opensAt: null,
  closesAt: null,
  hidesAddresses: false,
  ceilings: noCeilings,
  largestFileBytes: null,
  recording: usualRoomRecording,
  link: 'https://parley.example.org/r/kmtw-hqre-xvna',
  createdAt: momentText,
  meeting: null,
  ...changes,
});

export const aRecording = (changes: Partial<Recording> = {}): Recording => ({
  id: 'b2f5c1de-6f0b-4c0b-9d3e-0d9b8a7c6e5f',
  roomId: 'kmtw-hqre-xvna',
  roomName: 'Board meeting',
  title: 'Board meeting',
  participantNames: ['Hanna Host', 'Ann'],
  startedAt: momentText,
  durationMs: 1_456_000,
  sizeBytes: 412_000_000,
  status: 'ready',
  statusReason: null,
  hasThumbnail: true,
  deletesAt: null,
  trackCount: 0,
  formats: ['webm'],
  isOwn: true,
  plan: usualRecordingPlan,
  ...changes,
});
