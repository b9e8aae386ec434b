import { sliceHashHeader, sliceRoutes } from '@parley/contract';
import { RecordingError, type SliceSink } from '@parley/recording';
import { type FailureCode, ParleyFailure } from '../api/parley-failure';
import type { RestClient } from '../api/rest-client';
import type { Ticket } from './recording-sender';

type ServerWord = Parameters<typeof RecordingError.fromServer>[0];

/** The refusals that mean more than "try again", in the recording library's words. */
const meanings: Partial<Record<FailureCode, ServerWord>> = {
  'ticket-invalid': 'ticket-gone',
  unauthenticated: 'ticket-gone',
  'recording-closed': 'recording-closed',
  'not-found': 'recording-closed',
  'slice-out-of-order': 'slice-out-of-order',
  'slice-differs': 'slice-refused',
  'not-a-recording': 'slice-refused',
  'too-large': 'slice-refused',
  invalid: 'slice-refused',
  'storage-full': 'server-full',
};

/** The way of one recording's slices to the server. */
export function recordingSink(rest: RestClient, { recordingId, ticket }: Ticket): SliceSink {
  const { putSlice, readReceipt } = sliceRoutes;
  return {
    put: (index, bytes, sha256, signal) => {
      const params = { recordingId, index: String(index) };
      const headers = { [sliceHashHeader]: sha256 };
      return inTheirWords(
        rest.callWithTicket(putSlice, params, { ticket, bytes: bytes.slice(), headers, signal }),
      );
    },
    receipt: (signal) =>
      inTheirWords(rest.callWithTicket(readReceipt, { recordingId }, { ticket, signal })),
  };
}

async function inTheirWords<Reply>(answer: Promise<Reply>): Promise<Reply> {
  try {
    return await answer;
  } catch (error) {
    const meaning = meanings[ParleyFailure.from(error).code];
    throw meaning === undefined ? error : RecordingError.fromServer(meaning, error);
  }
}
