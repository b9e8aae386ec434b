import type { FileShare, Participant } from '@parley/contract';
import type { ReceiverState, TransferState } from '@parley/file-transfer';
import {
  percentInWords,
  receiversInWords,
  receiverWords,
  sharedFiles as text,
  speedInWords,
} from '../text/shared-files.en';

/** One of those whom an own share is for, and how far they are. */
export interface Receiver {
  readonly id: string;
  readonly name: string;
  /** `none`: has not taken it. */
  readonly state: ReceiverState['state'] | 'none';
  readonly words: string;
  /** Of one, for drawing. */
  readonly part: number;
}

/** Everyone here whom an own share is for, in the order of their coming. */
export function receiversOf(
  { from, to, manifest }: FileShare,
  transfer: TransferState | null,
  present: readonly Pick<Participant, 'id' | 'name' | 'isConnected'>[],
): readonly Receiver[] {
  const states = new Map(transfer?.receivers.map((one) => [one.participantId, one]));
  return present
    .filter(({ id }) => id !== from && (to === null || id === to))
    .map((one) => describe(one, states.get(one.id), manifest.sizeBytes));
}

/** `2 of 5 have it, 1 on its way, 1.2 MB/s`: the speed only while somebody receives. */
export function receiversInBrief(receivers: readonly Receiver[], bytesPerSecond: number): string {
  const count = (wanted: Receiver['state']) =>
    receivers.filter(({ state }) => state === wanted).length;
  if (count('none') === receivers.length) return text.offeredNobody;
  const words = [receiversInWords(count('verified'), receivers.length)];
  if (count('receiving') > 0) words.push(text.underway(count('receiving')));
  if (count('receiving') > 0 && bytesPerSecond > 0) words.push(speedInWords(bytesPerSecond));
  return words.join(', ');
}

function describe(
  { id, name, isConnected }: Pick<Participant, 'id' | 'name' | 'isConnected'>,
  known: ReceiverState | undefined,
  sizeBytes: number,
): Receiver {
  const isAway = known?.state === 'receiving' && !isConnected;
  const state = isAway ? 'paused' : (known?.state ?? 'none');
  const doneBytes = state === 'verified' ? sizeBytes : (known?.verifiedBytes ?? 0);
  const words: string[] = [isAway ? receiverWords.away : receiverWords[state]];
  if (state === 'receiving' || state === 'paused') words.push(percentInWords(doneBytes, sizeBytes));
  if (known?.bytesPerSecond && !isAway) words.push(speedInWords(known.bytesPerSecond));
  const part = sizeBytes === 0 ? Number(state === 'verified') : doneBytes / sizeBytes;
  return { id, name, state, words: words.filter(Boolean).join(', '), part };
}
