import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { RoomEntity } from './room.entity';
import { RoomDoor } from './room-door';
import { RoomInvitationEntity, RoomInvitationUseEntity } from './room-invitation.entity';
import { RoomInvitations } from './room-invitations';
import { RoomLinksController } from './room-links.controller';
import { RoomMembers } from './room-members';
import { RoomMembersController } from './room-members.controller';
import { RoomModeratorEntity } from './room-moderator.entity';
import { RoomsController } from './rooms.controller';
import { RoomsOfTheGone } from './rooms-of-the-gone';
import { RoomsService } from './rooms.service';

/** Rooms: lasting places with an owner, a link, and perhaps a password and a lobby. */
@Module({
  imports: [
    TypeOrmModule.forFeature([
      RoomEntity,
      RoomModeratorEntity,
      RoomInvitationEntity,
      RoomInvitationUseEntity,
    ]),
  ],
  controllers: [RoomsController, RoomLinksController, RoomMembersController],
  providers: [RoomsOfTheGone, RoomsService, RoomDoor, RoomInvitations, RoomMembers],
  exports: [RoomsService, RoomDoor, RoomInvitations],
})
export class RoomsModule {}
