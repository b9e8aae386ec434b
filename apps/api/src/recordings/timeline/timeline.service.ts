import { Injectable } from '@nestjs/common';
import type { RecordingTimeline } from '@parley/contract';
import { UnitOfWork } from '../../database/unit-of-work';
import { RecordingConsentEntity } from '../orders/recording-consent.entity';
import type { RecordingEntity } from '../recording.entity';
import { MomentEntity } from './moments.entity';
import { SpeechService } from './speech.service';
import { timelineOf } from './timeline-chapters';

/** What happened in a meeting while it was recorded, as it is shown beside the film. */
@Injectable()
export class TimelineService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly speech: SpeechService,
  ) {}

  async of(row: RecordingEntity): Promise<RecordingTimeline> {
    const { id: recordingId } = row;
    const [moments, consents, spoke] = await this.unitOfWork.read(async (manager) => [
      await manager.find(MomentEntity, {
        where: { recordingId },
        order: { atMs: 'ASC', id: 'ASC' },
      }),
      await manager.find(RecordingConsentEntity, {
        where: { recordingId },
        order: { atMs: 'ASC', id: 'ASC' },
      }),
      await this.speech.of(row),
    ]);
    return { ...timelineOf(row, moments, spoke), consents: consents.map(toConsent) };
  }
}

function toConsent({ name, answer, atMs }: RecordingConsentEntity) {
  return { name, answer, at: new Date(atMs).toISOString() };
}
