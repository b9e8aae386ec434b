import { isLeftOut, type Participant } from '@parley/contract';
import type { MeetingState } from '../meeting/meeting-state';

type Rules = Pick<MeetingState, 'recording' | 'roomRecording'>;

/** True for whoever belongs in no recording of this meeting. Whoever records has agreed by recording. */
export function isOut({ id, recordingConsent }: Participant, state: Rules): boolean {
  const { recording, roomRecording } = state;
  const consent = recordingConsent ?? (recording?.participantId === id ? 'agreed' : undefined);
  return isLeftOut({ consent, rule: roomRecording.consent });
}
