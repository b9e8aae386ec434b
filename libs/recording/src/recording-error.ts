/**
 * Why recording, keeping or sending failed.
 * - `unsupported`: this browser cannot record WebM, or recorded something else than asked.
 * - `recorder-failed`: the browser's recorder stopped by itself; what was recorded until then is kept.
 * - `source-failed`: one picture or voice cannot be read; the rest is recorded.
 * - `sound-missing`: this device gives no sound; the picture is recorded.
 * - `device-full`: the device has no room left; slices go straight from memory to the server.
 * - `slice-lost`: a slice could be kept neither on the device nor in memory; the recording ends before it.
 * - `slice-missing`: the server waits for a slice that this device does not have.
 * - `slice-out-of-order`: the server expects another slice; the uploader asks which and goes on.
 * - `slice-refused`: the server will never take this slice.
 * - `ticket-gone`: the upload ticket is no longer good.
 * - `recording-closed`: the server has finished or closed the recording.
 * - `server-full`: the server has no room; sending is tried again until there is.
 * - `no-answer`: a request hung; it is tried again.
 * - `in-use`: another tab of this browser is working on the recording.
 * - `closed`: the object was used after its end.
 */
export type RecordingErrorCode =
  | 'unsupported'
  | 'recorder-failed'
  | 'source-failed'
  | 'sound-missing'
  | 'device-full'
  | 'slice-lost'
  | 'slice-missing'
  | 'slice-out-of-order'
  | 'slice-refused'
  | 'ticket-gone'
  | 'recording-closed'
  | 'server-full'
  | 'no-answer'
  | 'in-use'
  | 'closed';

/** The one error class of this library; `code` is for programs, `message` for engineers. */
export class RecordingError extends Error {
  override readonly name = 'RecordingError';

  private constructor(
    readonly code: RecordingErrorCode,
    message: string,
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
  }

  static unsupported(message: string): RecordingError {
    return new RecordingError('unsupported', message);
  }

  static recorderFailed(message: string, cause?: unknown): RecordingError {
    return new RecordingError('recorder-failed', message, cause);
  }

  static sourceFailed(cause: unknown): RecordingError {
    return new RecordingError('source-failed', 'A picture or a voice cannot be read.', cause);
  }

  static soundMissing(): RecordingError {
    return new RecordingError('sound-missing', 'The audio context did not start.');
  }

  static deviceFull(cause: unknown): RecordingError {
    return new RecordingError('device-full', 'The device has no room left for slices.', cause);
  }

  static sliceLost(index: number, cause: unknown): RecordingError {
    return new RecordingError('slice-lost', `Slice ${index} could not be kept anywhere.`, cause);
  }

  static sliceMissing(index: number): RecordingError {
    return new RecordingError('slice-missing', `Slice ${index} is not on this device.`);
  }

  static inUse(recordingId: string): RecordingError {
    return new RecordingError('in-use', `Another tab is working on recording ${recordingId}.`);
  }

  static closed(what: string): RecordingError {
    return new RecordingError('closed', `${what} has ended.`);
  }

  /** A request that hung or is no longer wanted; it is tried again unless the uploader has ended. */
  static gaveUp(cause: unknown): RecordingError {
    return new RecordingError('no-answer', 'The server did not answer in time.', cause);
  }

  /** What a sink throws when the server's answer means more than "try again". */
  static fromServer(
    code:
      'ticket-gone' | 'recording-closed' | 'slice-refused' | 'slice-out-of-order' | 'server-full',
    cause?: unknown,
  ): RecordingError {
    return new RecordingError(code, `The server answered ${code}.`, cause);
  }
}
