import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import type { S3Settings } from '../config/s3-settings';
import { Settings } from '../config/settings';
import { SettingsError } from '../config/settings-error';
import { BucketError } from './bucket-error';
import { DiskSpace, FolderDiskSpace } from './disk-space';
import { privateFolderMode } from './durable-file';
import { FileStore } from './file-store';
import { FolderFileStore } from './folder-file-store';
import { NoDiskSpace, NoFileStore, NoSliceLogs } from './no-storage';
import { SliceLogs } from './slice-logs';

const folderOf = async (settings: Settings, name: string): Promise<string> => {
  const folder = join(settings.dataDir, 'recordings', name);
  await mkdir(folder, { recursive: true, mode: privateFolderMode });
  return folder;
};

/** Starts without a bucket that is out of reach, as meetings need none; one that refuses us needs another setting. */
async function bucketStore(settings: S3Settings, logger: PinoLogger): Promise<FileStore> {
  // Loaded only here: the client costs those who keep recordings in a folder nothing.
  const [{ Bucket }, { S3FileStore }] = await Promise.all([
    import('./bucket'),
    import('./s3-file-store'),
  ]);
  const bucket = Bucket.of(settings);
  await bucket.greet().catch((error: unknown) => {
    if (error instanceof BucketError && error.code === 'refused')
      throw SettingsError.of(['S3_BUCKET'], `names a bucket that cannot be used: ${error.reason}`);
    logger.warn({ err: error }, 'the bucket is out of reach, finished recordings wait for it');
  });
  return new S3FileStore(bucket);
}

/**
 * Where recordings lie: while they arrive always on a local disk, because an acknowledgement is an fsync; once they are
 * finished behind FileStore, a local folder or a bucket. With STORE=memory nowhere.
 */
@Module({
  providers: [
    {
      provide: SliceLogs,
      inject: [Settings],
      useFactory: async (settings: Settings) =>
        settings.store === 'memory'
          ? new NoSliceLogs()
          : new SliceLogs(await folderOf(settings, 'arriving')),
    },
    {
      provide: FileStore,
      inject: [Settings, PinoLogger],
      useFactory: async (settings: Settings, logger: PinoLogger): Promise<FileStore> => {
        if (settings.store === 'memory') return new NoFileStore();
        if (settings.s3) return bucketStore(settings.s3, logger);
        const store = new FolderFileStore(await folderOf(settings, 'finished'));
        await store.sweep();
        return store;
      },
    },
    {
      provide: DiskSpace,
      inject: [Settings],
      useFactory: async (settings: Settings) =>
        settings.store === 'memory'
          ? new NoDiskSpace()
          : new FolderDiskSpace(await folderOf(settings, 'arriving')),
    },
  ],
  exports: [SliceLogs, FileStore, DiskSpace],
})
export class StorageModule {}
