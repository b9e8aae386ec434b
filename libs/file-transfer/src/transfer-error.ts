/** Why a transfer came to an end that nobody chose. */
export type TransferFailure =
  /** The receiver's disk or quota is full; `resume` tries again with what is there. */
  | 'storage-full'
  /** The receiver's store refused to read or write. */
  | 'storage-failed'
  /** Every piece fits the announced list, and yet the whole is not the announced file: the announcement lied. */
  | 'hash-mismatch'
  /** The sender's file was changed, moved or deleted after it was shared. */
  | 'source-unreadable';

/** What a caller did wrong or what went wrong; the web app has a sentence for each. */
export type TransferErrorCode =
  | TransferFailure
  | 'share-unknown'
  | 'not-receiving'
  | 'not-verified'
  | 'already-offered'
  | 'file-too-large'
  | 'file-name-empty'
  | 'aborted'
  /** The server passes this on no more, or what it passed on is not right; the pieces go between peers then. */
  | 'relay-refused'
  | 'closed';

/** The one error class of this library. */
export class TransferError extends Error {
  override readonly name = 'TransferError';

  private constructor(
    readonly code: TransferErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  static of(code: TransferErrorCode, message: string, cause?: unknown): TransferError {
    return new TransferError(code, message, cause === undefined ? {} : { cause });
  }

  /** Reads what a store threw: the browser says `QuotaExceededError` when there is no room left. */
  static fromStorage(cause: unknown): TransferError {
    if (cause instanceof TransferError) return cause;
    const isFull = (cause as { readonly name?: unknown } | null)?.name === 'QuotaExceededError';
    return isFull
      ? TransferError.of('storage-full', 'no room left for this file', cause)
      : TransferError.of('storage-failed', 'the store refused to read or write', cause);
  }
}
