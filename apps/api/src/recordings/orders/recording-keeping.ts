import { Injectable } from '@nestjs/common';
import type { Id } from '@parley/contract';
import { LiveMeetings } from '../../meetings/live-meetings';
import { RecordingRows } from '../recording-rows';

/** Tells a meeting when the server cannot take its recording in, and when it can again (security.md X06). */
@Injectable()
export class RecordingKeeping {
  /** The meetings of running recordings that were refused for want of room. */
  private readonly waiting = new Map<Id, Id>();

  constructor(
    private readonly meetings: LiveMeetings,
    private readonly rows: RecordingRows,
  ) {}

  /** There is no room for its next slice. */
  async refused(recordingId: Id): Promise<void> {
    if (this.waiting.has(recordingId)) return;
    const row = await this.rows.find(recordingId);
    if (!row || !this.tell(row.meetingId, recordingId, false)) return;
    this.forgetOver();
    this.waiting.set(recordingId, row.meetingId);
  }

  /** Its next slice is safe. */
  took(recordingId: Id): void {
    const meetingId = this.waiting.get(recordingId);
    if (meetingId === undefined) return;
    this.waiting.delete(recordingId);
    this.tell(meetingId, recordingId, true);
  }

  /** False where it does not run: then nobody waits for it. */
  private tell(meetingId: Id, recordingId: Id, isKept: boolean): boolean {
    const meeting = this.meetings.get(meetingId);
    const recording = meeting?.recording;
    if (!meeting || recording?.recordingId !== recordingId) return false;
    if (recording.isKept === isKept) return true;
    meeting.recording = { ...recording, isKept };
    meeting.publish({ type: 'recordings:keeping-changed', recordingId, isKept });
    return true;
  }

  private forgetOver(): void {
    for (const [recordingId, meetingId] of this.waiting)
      if (this.meetings.get(meetingId)?.recording?.recordingId !== recordingId)
        this.waiting.delete(recordingId);
  }
}
