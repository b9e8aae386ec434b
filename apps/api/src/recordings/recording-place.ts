import type { RecordingEntity } from './recording.entity';

type Placed = Pick<RecordingEntity, 'id' | 'roomId' | 'meetingId'>;

/** Where a recording belongs, as it is written down in the audit. */
export function placeOf({ id: recordingId, roomId, meetingId }: Placed) {
  return { roomId, meetingId, details: { recordingId } };
}
