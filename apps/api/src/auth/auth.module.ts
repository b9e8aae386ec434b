import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Identity } from '../http/identity';
import { AccountEntity } from './account.entity';
import { AccountsService } from './accounts.service';
import { KnownDeviceEntity } from './known-device.entity';
import { KnownDevicesService } from './known-devices.service';
import { OidcIdentityEntity } from './oidc-identity.entity';
import { PasskeyEntity } from './passkey.entity';
import { PasswordHasher } from './password-hasher';
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
      KnownDeviceEntity,
      SessionEntity,
      SetupTokenEntity,
      OidcIdentityEntity,
      PasskeyEntity,
    ]),
  ],
  providers: [
    AccountsService,
    KnownDevicesService,
    PasswordHasher,
    SessionsService,
    SetupTokensService,
    SignIns,
    TryLimiter,
    { provide: Identity, useExisting: SessionsService },
  ],
  exports: [
    AccountsService,
    KnownDevicesService,
    PasswordHasher,
    SessionsService,
    SetupTokensService,
    SignIns,
    TryLimiter,
    Identity,
  ],
})
export class AuthModule {}
