import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { RoomsModule } from '../rooms/rooms.module';
import { StorageModule } from '../storage/storage.module';
import { DeletedRecordingEntity } from './library/deleted-recording.entity';
import { FileReplies } from './file-replies';
import { Finaliser } from './finaliser';
import { LibraryController } from './library/library.controller';
import { LibraryRows } from './library/library-rows';
import { RecordingQuota } from './library/quota';
import { RecorderWatch } from './recorder-watch';
import { RecordingCloser } from './recording-closer';
import { RecordingClockGateway } from './orders/recording-clock.gateway';
import { RecordingConsentEntity } from './orders/recording-consent.entity';
import { RecordingConsents } from './orders/recording-consents';
import { RecordingConsentsGateway } from './orders/recording-consents.gateway';
import { RecordingEntity } from './recording.entity';
import { RecordingRecovery } from './recording-recovery';
import { RecordingRemoval } from './library/recording-removal';
import { RecordingRows } from './recording-rows';
import { RecordingsController } from './recordings.controller';
import { RecordingsGateway } from './recordings.gateway';
import { RecordingsOfTheGone } from './recordings-of-the-gone';
import { RecordingsService } from './recordings.service';
import { RecordingRetention } from './library/retention';
import { RunningRecordings } from './running-recordings';
import { SlicesController } from './slices.controller';
import { SlicesService } from './slices.service';
import { UndoableDeletions } from './library/undoable-deletions';
import { RecordingsUsage } from './library/usage';
import { ZipOfSeveral } from './library/zip-of-several';

/** Recordings: started in a meeting, taken in slice by slice, finished into files, kept in a library. */
@Module({
  imports: [
    TypeOrmModule.forFeature([DeletedRecordingEntity, RecordingEntity, RecordingConsentEntity]),
    StorageModule,
    RoomsModule,
  ],
  controllers: [LibraryController, RecordingsController, SlicesController],
  providers: [
    FileReplies,
    Finaliser,
    LibraryRows,
    RecorderWatch,
    RecordingCloser,
    RecordingClockGateway,
    RecordingConsents,
    RecordingConsentsGateway,
    RecordingQuota,
    RecordingRecovery,
    RecordingRemoval,
    RecordingRetention,
    RecordingRows,
    RecordingsGateway,
    RecordingsOfTheGone,
    RecordingsService,
    RecordingsUsage,
    RunningRecordings,
    SlicesService,
    UndoableDeletions,
    ZipOfSeveral,
  ],
  exports: [RecordingsService],
})
export class RecordingsModule {}
