import {
  discardInterrupted,
  type InterruptedRecording,
  interruptedRecordings,
  keepingDevice,
  RecordingError,
  type RecordingErrorCode,
  SliceKeeper,
} from '@parley/recording';
import type { RestClient } from '../api/rest-client';
import type { RecordingSender, Ticket } from './recording-sender';
import { recordingSink } from './recording-sink';

/** Answers after which this device has nothing left to give: the server holds all that there will be. */
const overs: readonly RecordingErrorCode[] = ['ticket-gone', 'recording-closed'];

/** What earlier visits left on this device; nothing over plain http off localhost, where nothing is ever kept. */
export function findInterrupted(): Promise<readonly InterruptedRecording[]> {
  if (!window.isSecureContext) return Promise.resolve([]);
  return interruptedRecordings(keepingDevice(window));
}

/** Sends the rest and finishes. True when the server took it; false when it had closed the recording for good. */
export async function recoverRecording(
  sender: RecordingSender,
  rest: RestClient,
  ticket: Ticket,
): Promise<boolean> {
  const device = keepingDevice(window);
  const keeper = await SliceKeeper.recover(ticket.recordingId, recordingSink(rest, ticket), device);
  try {
    await sender.finish(keeper, ticket);
    return true;
  } catch (error) {
    if (!(error instanceof RecordingError) || !overs.includes(error.code)) throw error;
    await discardInterrupted(ticket.recordingId, device);
    return false;
  }
}
