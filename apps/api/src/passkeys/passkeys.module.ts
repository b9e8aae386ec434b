import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PasskeyChallengeEntity } from './passkey-challenge.entity';
import { PasskeyChallenges } from './passkey-challenges';
import { PasskeySessionsController } from './passkey-sessions.controller';
import { PasskeysController } from './passkeys.controller';
import { PasskeysService } from './passkeys.service';

/** Passkeys beside passwords. */
@Module({
  imports: [TypeOrmModule.forFeature([PasskeyChallengeEntity])],
  providers: [PasskeyChallenges, PasskeysService],
  controllers: [PasskeysController, PasskeySessionsController],
})
export class PasskeysModule {}
