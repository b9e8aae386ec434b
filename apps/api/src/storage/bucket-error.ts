/** The bucket did not do what it was asked to. Unlike StorageError it says nothing about the bytes: trying again may help. */
export class BucketError extends Error {
  override readonly name = 'BucketError';

  private constructor(
    readonly code: 'unreachable' | 'refused' | 'incomplete',
    message: string,
    /** What an operator can do something about; never a secret. */
    readonly reason: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }

  /** No answer, or one that says that the bucket is out of order. */
  static unreachable(action: string, cause: unknown): BucketError {
    return new BucketError(
      'unreachable',
      `The bucket is out of reach: ${action} failed`,
      'no answer',
      cause,
    );
  }

  /** An answer that trying again will hardly change: wrong keys, no such bucket, no right. */
  static refused(action: string, reason: string, cause: unknown): BucketError {
    return new BucketError('refused', `The bucket refused to ${action}: ${reason}`, reason, cause);
  }

  /** What arrived has another size than what was sent. */
  static incomplete(name: string): BucketError {
    return new BucketError('incomplete', `The bucket has only a part of ${name}`, 'a part only');
  }
}
