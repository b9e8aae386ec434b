import { TransferError } from '@parley/file-transfer';
import { ParleyFailure } from '../api/parley-failure';
import type { Toasts } from '../shell/toasts';
import { sentenceFor } from '../text/errors.en';
import { transferErrors } from '../text/files.en';

/** Says in words why something with a file did not work. Of what the person stopped, nothing has to be said. */
export function explainTransfer(
  toasts: Pick<Toasts, 'show'>,
  sentence: (reason: string) => string,
  error: unknown,
): void {
  if (!(error instanceof TransferError)) {
    toasts.show(sentence(sentenceFor(ParleyFailure.from(error))));
  } else if (error.code !== 'aborted') {
    toasts.show(sentence(transferErrors[error.code] ?? sentenceFor({ code: 'internal' })));
  }
}
