import { Module } from '@nestjs/common';
import { RoomsModule } from '../rooms/rooms.module';
import { AttendanceController } from './attendance.controller';
import { AttendanceService } from './attendance.service';

/** Who was in which meeting, from when to when. */
@Module({
  imports: [RoomsModule],
  controllers: [AttendanceController],
  providers: [AttendanceService],
})
export class AttendanceModule {}
