import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Departures } from './departures';
import { OidcController } from './oidc.controller';
import { OidcSignInEntity } from './oidc-sign-in.entity';
import { PendingSignIns } from './pending-sign-ins';
import { Provider } from './provider';
import { ProviderAccounts } from './provider-accounts';
import { ProviderConnectionController } from './provider-connection.controller';

/** Signing in through an OpenID Connect provider, where the operator set one up. */
@Module({
  imports: [TypeOrmModule.forFeature([OidcSignInEntity])],
  providers: [Departures, PendingSignIns, Provider, ProviderAccounts],
  controllers: [OidcController, ProviderConnectionController],
})
export class OidcModule {}
