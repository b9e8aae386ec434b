import { Module } from '@nestjs/common';
import { Admitting } from './admitting';
import { ModerationGateway } from './moderation.gateway';
import { Removals } from './removals';
import { Roles } from './roles';
import { WaitingGateway } from './waiting.gateway';

/** What moderators do to others and to the meeting. */
@Module({ providers: [Admitting, ModerationGateway, Removals, Roles, WaitingGateway] })
export class ModerationModule {}
