import { ListObjectsV2Command, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import type { S3Settings } from '../config/s3-settings';
import { BucketError } from './bucket-error';

/** How long a bucket may say nothing. */
export interface Patience {
  readonly connectMs: number;
  /** Without a byte in either direction. */
  readonly silenceMs: number;
}
const usualPatience: Patience = { connectMs: 3_000, silenceMs: 30_000 };
/** Every download holds one while it lasts; the client's own 50 would let a few slow viewers stop everything else. */
const maxSockets = 1_000;
/** Codes of answers that a setting must change for, and which; others may be gone the next minute. */
const causes: Readonly<Record<string, string>> = {
  NoSuchBucket: 'there is no such bucket',
  PermanentRedirect: 'it is in another region',
  AuthorizationHeaderMalformed: 'it is in another region',
  InvalidAccessKeyId: 'the key is unknown',
  SignatureDoesNotMatch: 'the secret does not fit the key',
  AccessDenied: 'the key has no right to it',
  AllAccessDisabled: 'the key has no right to it',
};

/** One bucket, and what is ours in it. */
export class Bucket {
  private constructor(
    readonly client: S3Client,
    readonly name: string,
    private readonly prefix: string,
    private readonly patience: Patience,
  ) {}

  static of(settings: S3Settings, patience: Patience = usualPatience): Bucket {
    const { endpoint, region, accessKeyId, secretAccessKey, forcePathStyle } = settings;
    const agent = { maxSockets, keepAlive: true };
    const client = new S3Client({
      ...{ region, forcePathStyle, ...(endpoint !== undefined && { endpoint }) },
      credentials: { accessKeyId, secretAccessKey },
      // Checksums beyond the signed ones are unknown to many servers that speak S3.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: {
        ...{ httpAgent: agent, httpsAgent: agent },
        connectionTimeout: patience.connectMs,
        socketTimeout: patience.silenceMs,
      },
    });
    return new Bucket(client, settings.bucket, settings.prefix, patience);
  }

  /** What every request about one file says. */
  place(name: string): { readonly Bucket: string; readonly Key: string } {
    return { Bucket: this.name, Key: `${this.prefix}${name}` };
  }

  /** What every request about all files says. */
  get all(): { readonly Bucket: string; readonly Prefix: string } {
    return { Bucket: this.name, Prefix: this.prefix };
  }

  /** The file that a key is for. */
  nameOf(key: string): string {
    return key.slice(this.prefix.length);
  }

  /** Asks once, briefly: a start waits for it. Rejects with BucketError. */
  async greet(): Promise<void> {
    const listing = new ListObjectsV2Command({ ...this.all, MaxKeys: 1 });
    await inBucket(
      'list',
      this.client.send(listing, { abortSignal: AbortSignal.timeout(this.patience.connectMs) }),
    );
  }
}

/** Waits for what the bucket was asked to do. Rejects with BucketError. */
export async function inBucket<T>(action: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw bucketErrorOf(action, error);
  }
}

/** What went wrong in an action, as an error that says whether trying again helps. */
export function bucketErrorOf(action: string, error: unknown): BucketError {
  if (error instanceof BucketError) return error;
  const reason = error instanceof S3ServiceException ? causes[error.name] : undefined;
  return reason === undefined
    ? BucketError.unreachable(action, error)
    : BucketError.refused(action, reason, error);
}

/** True where the bucket said that there is no such file, upload or part. */
export function isAbsent(error: unknown): boolean {
  return (
    error instanceof S3ServiceException &&
    ['NotFound', 'NoSuchKey', 'NoSuchUpload'].includes(error.name)
  );
}
