import { Accounts1790000000000 } from './1790000000000-accounts';
import { Rooms1790000001000 } from './1790000001000-rooms';
import { Meetings1790000002000 } from './1790000002000-meetings';
import { Recordings1790000004000 } from './1790000004000-recordings';
import { KnownDevices1790000005000 } from './1790000005000-known-devices';
import { HiddenAddresses1790000006000 } from './1790000006000-hidden-addresses';
import { Ceilings1790000007000 } from './1790000007000-ceilings';
import { StandingOrders1790000008500 } from './1790000008500-standing-orders';
import { NamedSessions1790000010000 } from './1790000010000-named-sessions';
import { Pictures1790000011000 } from './1790000011000-pictures';
import { PasswordResets1790000012000 } from './1790000012000-password-resets';
import { AccountsWithoutPassword1790000020000 } from './1790000020000-accounts-without-password';
import { Passkeys1790000021000 } from './1790000021000-passkeys';
import { Oidc1790000022000 } from './1790000022000-oidc';
import { Audit1790000030000 } from './1790000030000-audit';
import { DisabledAccounts1790000031000 } from './1790000031000-disabled-accounts';
import { AccountInvitations1790000032000 } from './1790000032000-account-invitations';
import { RoomRules1790000040000 } from './1790000040000-room-rules';
import { RoomInvitations1790000041000 } from './1790000041000-room-invitations';
import { LibertiesInMeetings1790000050000 } from './1790000050000-liberties-in-meetings';
import { NamedBlocks1790000051000 } from './1790000051000-named-blocks';
import { RecordingOrders1790000060000 } from './1790000060000-recording-orders';
import { RecordingParts1790000061000 } from './1790000061000-recording-parts';
import { RecordingsDeleted1790000062000 } from './1790000062000-recordings-deleted';
import { RecordingShares1790000063000 } from './1790000063000-recording-shares';
import { LargestFile1790000064000 } from './1790000064000-largest-file';
import { SessionNotices1790000070000 } from './1790000070000-session-notices';
import { ProvenSessions1790000071000 } from './1790000071000-proven-sessions';
import { HeldSeats1790000080000 } from './1790000080000-held-seats';
import { RecordingsSeenSince1790000081000 } from './1790000081000-recordings-seen-since';

/** Every migration, oldest first. Each runs on SQLite and on PostgreSQL and is never edited after a release. */
export const migrations = [
  Accounts1790000000000,
  Rooms1790000001000,
  Meetings1790000002000,
  Recordings1790000004000,
  KnownDevices1790000005000,
  HiddenAddresses1790000006000,
  Ceilings1790000007000,
  StandingOrders1790000008500,
  NamedSessions1790000010000,
  Pictures1790000011000,
  PasswordResets1790000012000,
  AccountsWithoutPassword1790000020000,
  Passkeys1790000021000,
  Oidc1790000022000,
  Audit1790000030000,
  DisabledAccounts1790000031000,
  AccountInvitations1790000032000,
  RoomRules1790000040000,
  RoomInvitations1790000041000,
  LibertiesInMeetings1790000050000,
  NamedBlocks1790000051000,
  RecordingOrders1790000060000,
  RecordingParts1790000061000,
  RecordingsDeleted1790000062000,
  RecordingShares1790000063000,
  LargestFile1790000064000,
  SessionNotices1790000070000,
  ProvenSessions1790000071000,
  HeldSeats1790000080000,
  RecordingsSeenSince1790000081000,
] as const;
