import { Accounts1790000000000 } from './1790000000000-accounts';
import { Rooms1790000001000 } from './1790000001000-rooms';
import { Meetings1790000002000 } from './1790000002000-meetings';
import { Recordings1790000004000 } from './1790000004000-recordings';
import { KnownDevices1790000005000 } from './1790000005000-known-devices';
import { HiddenAddresses1790000006000 } from './1790000006000-hidden-addresses';
import { Ceilings1790000007000 } from './1790000007000-ceilings';
import { StandingOrders1790000008500 } from './1790000008500-standing-orders';
import { AccountsWithoutPassword1790000020000 } from './1790000020000-accounts-without-password';
import { Passkeys1790000021000 } from './1790000021000-passkeys';
import { Oidc1790000022000 } from './1790000022000-oidc';
import { Audit1790000030000 } from './1790000030000-audit';

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
  AccountsWithoutPassword1790000020000,
  Passkeys1790000021000,
  Oidc1790000022000,
  Audit1790000030000,
] as const;
