import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Identity } from '../http/identity';
import { AccountEntity } from './account.entity';
import { AccountInvitationEntity } from './account-invitation.entity';
import { AccountInvitations } from './account-invitations';
import { AccountGoodbyes } from './account-goodbyes';
import { AccountRemoval } from './account-removal';
import { AccountsService } from './accounts.service';
import { FailedSignIns } from './failed-sign-ins';
import { Farewells } from './farewells';
import { Guesses } from './guesses';
import { KnownDeviceEntity } from './known-device.entity';
import { KnownDevicesService } from './known-devices.service';
import { OidcIdentityEntity } from './oidc-identity.entity';
import { PasskeyEntity } from './passkey.entity';
import { PasswordHasher } from './password-hasher';
import { PasswordResetEntity } from './password-reset.entity';
import { PasswordResets } from './password-resets';
import { Passwords } from './passwords';
import { ProfileChanges } from './profile-changes';
import { SessionEndings } from './session-endings';
import { SessionEntity } from './session.entity';
import { SessionsService } from './sessions.service';
import { SetupTokenEntity } from './setup-token.entity';
import { SetupTokensService } from './setup-tokens.service';
import { SignIns } from './sign-ins';
import { TryLimiter } from './try-limiter';

/** Who somebody is: accounts, passwords, sessions, and how often one may try. */
@Global()
@Module({
  imports: [
    TypeOrmModule.forFeature([
      AccountEntity,
      AccountInvitationEntity,
      KnownDeviceEntity,
      SessionEntity,
      SetupTokenEntity,
      OidcIdentityEntity,
      PasskeyEntity,
      PasswordResetEntity,
    ]),
  ],
  providers: [
    AccountGoodbyes,
    AccountInvitations,
    FailedSignIns,
    Farewells,
    Guesses,
    AccountRemoval,
    AccountsService,
    KnownDevicesService,
    PasswordHasher,
    PasswordResets,
    Passwords,
    ProfileChanges,
    SessionEndings,
    SessionsService,
    SetupTokensService,
    SignIns,
    TryLimiter,
    { provide: Identity, useExisting: SessionsService },
  ],
  exports: [
    AccountGoodbyes,
    AccountInvitations,
    FailedSignIns,
    Farewells,
    Guesses,
    AccountRemoval,
    AccountsService,
    KnownDevicesService,
    PasswordHasher,
    PasswordResets,
    Passwords,
    ProfileChanges,
    SessionEndings,
    SessionsService,
    SetupTokensService,
    SignIns,
    TryLimiter,
    Identity,
  ],
})
export class AuthModule {}
