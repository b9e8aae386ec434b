import { sliceRoutes } from '@parley/contract';
import {
  discardInterrupted,
  type InterruptedRecording,
  interruptedRecordings,
  keepingDevice,
  RecordingError,
  type RecordingErrorCode,
  type RecordingLabel,
  type ServerStanding,
  SliceKeeper,
  sweepRecordings,
} from '@parley/recording';
import { ParleyFailure } from '../api/parley-failure';
import type { RestClient } from '../api/rest-client';
import type { RecordingSender, Ticket } from './recording-sender';
import { recordingSink } from './recording-sink';

/** Answers after which this device has nothing left to give: the server holds all that there will be. */
const overs: readonly RecordingErrorCode[] = ['ticket-gone', 'recording-closed'];

/**
 * What earlier visits left on this device and the server lacks; what it has, or was deleted there, goes first. Nothing over
 * plain http off localhost, where nothing is ever kept.
 */
export async function findInterrupted(rest: RestClient): Promise<readonly InterruptedRecording[]> {
  if (!window.isSecureContext) return [];
  const device = keepingDevice(window);
  await sweepRecordings(device, (label) => standingOf(rest, label));
  return interruptedRecordings(device);
}

async function standingOf(
  rest: RestClient,
  { recordingId, ticket }: RecordingLabel,
): Promise<ServerStanding> {
  try {
    const { readReceipt } = sliceRoutes;
    return (await rest.callWithTicket(readReceipt, { recordingId }, { ticket })).acknowledged;
  } catch (error) {
    const { code } = ParleyFailure.from(error);
    if (code === 'ticket-invalid') return 'gone';
    return code === 'recording-closed' ? 'closed' : null;
  }
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
