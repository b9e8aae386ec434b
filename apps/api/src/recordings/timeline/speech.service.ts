import { Injectable } from '@nestjs/common';
import { limits, type SpokenSpan } from '@parley/contract';
import { UnitOfWork } from '../../database/unit-of-work';
import { Clock } from '../../realtime/clock';
import { SpeechEntity } from './moments.entity';
import { RecordingEntity } from '../recording.entity';
import { RecordingRows } from '../recording-rows';
import type { TicketHolder } from '../slice-grants';
import { boundedSpeech } from './speech-spans';
import { rowOfTicket } from '../ticket';

/** Who spoke when: only the recorder's page hears it. */
@Injectable()
export class SpeechService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly rows: RecordingRows,
    private readonly clock: Clock,
  ) {}

  /** Adds what was heard; saying it again is harmless. Refuses `ticket-invalid`, `recording-closed`. */
  async add(holder: TicketHolder, heard: readonly SpokenSpan[]): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      // Locks the row, so that two pieces that come at once are both kept.
      const row = await this.rows.change(holder.recordingId, () => ({}));
      const { id: recordingId } = rowOfTicket(row, holder.ticket, this.clock.now().getTime());
      const known = await manager.findOneBy(SpeechEntity, { recordingId });
      const spoke = boundedSpeech([...(known?.spoke ?? []), ...heard], limits.spokenSpans);
      await manager.upsert(SpeechEntity, { recordingId, spoke }, ['recordingId']);
    });
  }

  async of({ id: recordingId }: RecordingEntity): Promise<readonly SpokenSpan[]> {
    const known = await this.unitOfWork.read((manager) =>
      manager.findOneBy(SpeechEntity, { recordingId }),
    );
    return known?.spoke ?? [];
  }
}
