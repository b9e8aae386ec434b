import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  paginateListObjectsV2,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { bucketErrorOf, inBucket, isAbsent, type Bucket } from './bucket';
import { BucketError } from './bucket-error';
import { isSafeName, safe } from './file-name';
import { FileStore, type ByteRange, type StoredFile } from './file-store';
import { downloadFrom } from './s3-download';

/** Two of them are in memory at a time. Amazon takes parts from 5 MiB, and 10,000 of them: the largest file has 5 TiB. */
const usualPartBytes = 8 * 1024 ** 2;
const mostParts = 10_000;
const partsAtOnce = 2;

/**
 * Keeps finished files in a bucket of anything that speaks S3. Nothing is made public: no access lists, no signed
 * addresses; bytes go through the API and its rights. Rejects with BucketError.
 */
export class S3FileStore extends FileStore {
  constructor(private readonly bucket: Bucket) {
    super();
  }

  /** Parts that a failed or killed upload left are let go before the next try, and with the file. */
  override async adopt(name: string, localPath: string): Promise<void> {
    safe(name);
    const { size } = await stat(localPath);
    await inBucket('upload', this.dropUploads(name));
    await inBucket('upload', this.upload(name, localPath, size));
    const stored = await this.find(name);
    if (stored?.sizeBytes !== size) throw BucketError.incomplete(name);
    await rm(localPath);
  }

  override async put(name: string, bytes: Uint8Array): Promise<void> {
    const putting = new PutObjectCommand({ ...this.place(name), Body: bytes });
    await inBucket('put', this.bucket.client.send(putting));
  }

  override async find(name: string): Promise<StoredFile | null> {
    const looking = new HeadObjectCommand(this.place(name));
    try {
      const { ContentLength = 0, ETag = '' } = await this.bucket.client.send(looking);
      return { sizeBytes: ContentLength, version: ETag.replaceAll('"', '') };
    } catch (error) {
      if (isAbsent(error)) return null;
      throw bucketErrorOf('find', error);
    }
  }

  override read(name: string, range?: ByteRange): Readable {
    return downloadFrom(this.bucket.client, this.place(name), range);
  }

  override async delete(name: string): Promise<void> {
    safe(name);
    await inBucket('delete', this.dropUploads(name));
    await inBucket('delete', this.bucket.client.send(new DeleteObjectCommand(this.place(name))));
  }

  override async list(): Promise<readonly string[]> {
    const names: string[] = [];
    const walk = async () => {
      for await (const page of paginateListObjectsV2(
        { client: this.bucket.client },
        this.bucket.all,
      ))
        for (const { Key = '' } of page.Contents ?? []) names.push(this.bucket.nameOf(Key));
    };
    await inBucket('list', walk());
    return names.filter(isSafeName);
  }

  private async upload(name: string, localPath: string, sizeBytes: number): Promise<void> {
    const body = createReadStream(localPath);
    try {
      await new Upload({
        client: this.bucket.client,
        params: { ...this.place(name), Body: body },
        partSize: Math.max(usualPartBytes, Math.ceil(sizeBytes / mostParts)),
        queueSize: partsAtOnce,
      }).done();
    } finally {
      body.destroy();
    }
  }

  /** Parts of uploads that nobody will finish are paid for, but never listed. */
  private async dropUploads(name: string): Promise<void> {
    const { Bucket, Key } = this.place(name);
    const listing = new ListMultipartUploadsCommand({ Bucket, Prefix: Key });
    const { Uploads = [] } = await this.bucket.client.send(listing);
    for (const { UploadId } of Uploads)
      await this.bucket.client
        .send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }))
        .catch((error: unknown) => {
          if (!isAbsent(error)) throw error;
        });
  }

  private place(name: string) {
    return this.bucket.place(safe(name));
  }
}
