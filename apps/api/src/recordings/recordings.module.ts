import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { RoomsModule } from '../rooms/rooms.module';
import { StorageModule } from '../storage/storage.module';
import { DeletedRecordingEntity } from './library/deleted-recording.entity';
import { FileReplies } from './file-replies';
import { Finaliser } from './finaliser';
import { Deletions } from './library/deletions';
import { LibraryController } from './library/library.controller';
import { LibraryRows } from './library/library-rows';
import { RecordingQuota } from './library/quota';
import { Mp4Files } from './mp4/mp4-files';
import { RecorderWatch } from './recorder-watch';
import { RecordingCloser } from './recording-closer';
import { RecordingClockGateway } from './orders/recording-clock.gateway';
import { RecordingConsentEntity } from './orders/recording-consent.entity';
import { RecordingConsents } from './orders/recording-consents';
import { PicturesGateway } from './orders/pictures.gateway';
import { RecordingConsentsGateway } from './orders/recording-consents.gateway';
import { RecordingKeeping } from './orders/recording-keeping';
import { ToldPauses } from './orders/told-pauses';
import { RecordingEntity } from './recording.entity';
import { RecordingRecovery } from './recording-recovery';
import { RecordingNotes } from './library/recording-notes';
import { RecordingPurge } from './library/recording-purge';
import { RecordingRows } from './recording-rows';
import { RecordingsController } from './recordings.controller';
import { RecordingsGateway } from './recordings.gateway';
import { RecordingsOfTheGone } from './recordings-of-the-gone';
import { RecordingsService } from './recordings.service';
import { RecordingRetention } from './library/retention';
import { RunningRecordings } from './running-recordings';
import { ShareEntity } from './sharing/share.entity';
import { SharesOfTheGone } from './sharing/shares-of-the-gone';
import { SharedController } from './sharing/shared.controller';
import { SharedRecordings } from './sharing/shared-recordings';
import { SharedStreams } from './sharing/shared-streams';
import { SharesController } from './sharing/shares.controller';
import { SharesService } from './sharing/shares.service';
import { SliceGrants } from './slice-grants';
import { SlicesController } from './slices.controller';
import { SlicesService } from './slices.service';
import { MomentEntity, SpeechEntity } from './timeline/moments.entity';
import { Moments } from './timeline/moments';
import { MomentsOfTheGone } from './timeline/moments-of-the-gone';
import { SpeechService } from './timeline/speech.service';
import { TimelineController } from './timeline/timeline.controller';
import { TimelineService } from './timeline/timeline.service';
import { PartRows } from './tracks/part-rows';
import { RunningTracks } from './tracks/running-tracks';
import { Standbys } from './tracks/standbys';
import { StandbysGateway } from './tracks/standbys.gateway';
import { Tracks } from './tracks/tracks';
import { TracksController } from './tracks/tracks.controller';
import { TracksGateway } from './tracks/tracks.gateway';
import { RecordingsUsage } from './library/usage';
import { ZipOfSeveral } from './library/zip-of-several';

/** Recordings: started in a meeting, taken in slice by slice, finished into files, kept in a library. */
@Module({
  imports: [
    TypeOrmModule.forFeature([
      DeletedRecordingEntity,
      MomentEntity,
      RecordingConsentEntity,
      RecordingEntity,
      ShareEntity,
      SpeechEntity,
    ]),
    StorageModule,
    RoomsModule,
  ],
  controllers: [
    LibraryController,
    RecordingsController,
    SharedController,
    SharesController,
    SlicesController,
    TimelineController,
    TracksController,
  ],
  providers: [
    Deletions,
    FileReplies,
    Finaliser,
    LibraryRows,
    Moments,
    MomentsOfTheGone,
    Mp4Files,
    PartRows,
    RecorderWatch,
    RecordingCloser,
    PicturesGateway,
    RecordingClockGateway,
    RecordingConsents,
    RecordingConsentsGateway,
    RecordingKeeping,
    RecordingQuota,
    RecordingRecovery,
    RecordingNotes,
    RecordingPurge,
    RecordingRetention,
    RecordingRows,
    RecordingsGateway,
    RecordingsOfTheGone,
    RecordingsService,
    RecordingsUsage,
    RunningRecordings,
    RunningTracks,
    SharedRecordings,
    SharedStreams,
    SharesOfTheGone,
    SharesService,
    SliceGrants,
    SlicesService,
    Standbys,
    StandbysGateway,
    SpeechService,
    TimelineService,
    ToldPauses,
    Tracks,
    TracksGateway,
    ZipOfSeveral,
  ],
  exports: [RecordingsService],
})
export class RecordingsModule {}
