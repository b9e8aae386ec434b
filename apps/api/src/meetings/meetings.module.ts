import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthModule } from '../auth/auth.module';
import { IceModule } from '../ice/ice.module';
import { SeatAuthority } from '../realtime/socket-seat';
import { RoomsModule } from '../rooms/rooms.module';
import { RunningMeetings } from '../rooms/running-meetings';
import { Admissions } from './admissions';
import { BlockEntity } from './block.entity';
import { Departures } from './departures';
import { DoorController } from './door.controller';
import { Entrances } from './entrances';
import { IceServerRenewal } from './ice-server-renewal';
import { LettingIn } from './letting-in';
import { LiveMeetings } from './live-meetings';
import { MeetingEntity } from './meeting.entity';
import { MeetingLiberties } from './meeting-liberties';
import { MeetingRecords } from './meeting-records';
import { MeetingsGateway } from './meetings.gateway';
import { MemoryKeeper } from './memory-keeper';
import { PasswordChecks } from './password-checks';
import { Presence } from './presence';
import { Publishing } from './publishing';
import { Revival } from './revival';
import { RunningMeetingsOfRooms } from './running-meetings-of-rooms';
import { SeatEntity } from './seat.entity';
import { SessionsElsewhere } from './sessions-elsewhere';
import { ShownProfiles } from './shown-profiles';
import { SignedOutSeats } from './signed-out-seats';
import { TakeOvers } from './take-overs';
import { WaitingBoard } from './waiting-board';

/** Meetings: the door, the seats, the roster, and every way in and out. */
@Global()
@Module({
  imports: [
    TypeOrmModule.forFeature([MeetingEntity, SeatEntity, BlockEntity]),
    AuthModule,
    IceModule,
    RoomsModule,
  ],
  controllers: [DoorController],
  providers: [
    LiveMeetings,
    MeetingRecords,
    WaitingBoard,
    MemoryKeeper,
    Departures,
    Presence,
    { provide: SeatAuthority, useExisting: Presence },
    Publishing,
    MeetingLiberties,
    LettingIn,
    Entrances,
    IceServerRenewal,
    PasswordChecks,
    ShownProfiles,
    SessionsElsewhere,
    SignedOutSeats,
    TakeOvers,
    Admissions,
    MeetingsGateway,
    Revival,
    RunningMeetingsOfRooms,
    { provide: RunningMeetings, useExisting: RunningMeetingsOfRooms },
  ],
  exports: [
    LiveMeetings,
    MeetingRecords,
    WaitingBoard,
    MemoryKeeper,
    Departures,
    LettingIn,
    Presence,
    Publishing,
    MeetingLiberties,
    SeatAuthority,
    RunningMeetings,
  ],
})
export class MeetingsModule {}
