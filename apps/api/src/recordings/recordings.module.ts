import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { RoomsModule } from '../rooms/rooms.module';
import { StorageModule } from '../storage/storage.module';
import { FileReplies } from './file-replies';
import { Finaliser } from './finaliser';
import { LibraryRows } from './library-rows';
import { RecorderWatch } from './recorder-watch';
import { RecordingCloser } from './recording-closer';
import { RecordingClockGateway } from './recording-clock.gateway';
import { RecordingConsentEntity } from './recording-consent.entity';
import { RecordingConsents } from './recording-consents';
import { RecordingConsentsGateway } from './recording-consents.gateway';
import { RecordingEntity } from './recording.entity';
import { RecordingRecovery } from './recording-recovery';
import { RecordingRows } from './recording-rows';
import { RecordingsController } from './recordings.controller';
import { RecordingsGateway } from './recordings.gateway';
import { RecordingsOfTheGone } from './recordings-of-the-gone';
import { RecordingsService } from './recordings.service';
import { RunningRecordings } from './running-recordings';
import { SlicesController } from './slices.controller';
import { SlicesService } from './slices.service';

/** Recordings: started in a meeting, taken in slice by slice, finished into files, kept in a library. */
@Module({
  imports: [
    TypeOrmModule.forFeature([RecordingEntity, RecordingConsentEntity]),
    StorageModule,
    RoomsModule,
  ],
  controllers: [RecordingsController, SlicesController],
  providers: [
    FileReplies,
    Finaliser,
    LibraryRows,
    RecorderWatch,
    RecordingCloser,
    RecordingClockGateway,
    RecordingConsents,
    RecordingConsentsGateway,
    RecordingRecovery,
    RecordingRows,
    RecordingsGateway,
    RecordingsOfTheGone,
    RecordingsService,
    RunningRecordings,
    SlicesService,
  ],
  exports: [RecordingsService],
})
export class RecordingsModule {}
