import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BlockEntity } from '../meetings/block.entity';
import { RoomsModule } from '../rooms/rooms.module';
import { Admitting } from './admitting';
import { Blocks } from './blocks';
import { BlocksController } from './blocks.controller';
import { BlocksGateway } from './blocks.gateway';
import { LibertiesGateway } from './liberties.gateway';
import { LobbyReturns } from './lobby-returns';
import { ModerationGateway } from './moderation.gateway';
import { Removals } from './removals';
import { Roles } from './roles';
import { WaitingGateway } from './waiting.gateway';

/** What moderators do to others and to the meeting. */
@Module({
  imports: [RoomsModule, TypeOrmModule.forFeature([BlockEntity])],
  controllers: [BlocksController],
  providers: [
    Admitting,
    Blocks,
    BlocksGateway,
    LibertiesGateway,
    LobbyReturns,
    ModerationGateway,
    Removals,
    Roles,
    WaitingGateway,
  ],
})
export class ModerationModule {}
