/** What goes wrong in storage and is not a system call's own error. */
export class StorageError extends Error {
  private constructor(
    readonly code: 'unsafe-name' | 'slices-damaged',
    message: string,
  ) {
    super(message);
    this.name = 'StorageError';
  }

  /** A name that the server did not make: a programming mistake, never a person's. */
  static unsafeName(): StorageError {
    return new StorageError('unsafe-name', 'The file name was not made by the server');
  }

  /** More than the tail of a recording's journal is unreadable: no crash does that, so nothing is cut off by itself. */
  static slicesDamaged(recordingId: string): StorageError {
    return new StorageError('slices-damaged', `The slice journal of ${recordingId} is damaged`);
  }
}
