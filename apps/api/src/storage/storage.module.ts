import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { Settings } from '../config/settings';
import { DiskSpace, FolderDiskSpace } from './disk-space';
import { privateFolderMode } from './durable-file';
import { FileStore } from './file-store';
import { FolderFileStore } from './folder-file-store';
import { SliceLogs } from './slice-logs';

const folderOf = async (settings: Settings, name: string): Promise<string> => {
  const folder = join(settings.dataDir, 'recordings', name);
  await mkdir(folder, { recursive: true, mode: privateFolderMode });
  return folder;
};

/**
 * Where recordings lie: while they arrive always on a local disk, because an acknowledgement is an fsync; once they are
 * finished behind FileStore, of which a local folder is one kind.
 */
@Module({
  providers: [
    {
      provide: SliceLogs,
      inject: [Settings],
      useFactory: async (settings: Settings) => new SliceLogs(await folderOf(settings, 'arriving')),
    },
    {
      provide: FileStore,
      inject: [Settings],
      useFactory: async (settings: Settings) => {
        const store = new FolderFileStore(await folderOf(settings, 'finished'));
        await store.sweep();
        return store;
      },
    },
    {
      provide: DiskSpace,
      inject: [Settings],
      useFactory: async (settings: Settings) =>
        new FolderDiskSpace(await folderOf(settings, 'arriving')),
    },
  ],
  exports: [SliceLogs, FileStore, DiskSpace],
})
export class StorageModule {}
