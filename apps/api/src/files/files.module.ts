import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { Settings } from '../config/settings';
import { StorageModule } from '../storage/storage.module';
import { FilesGateway } from './files.gateway';
import { FileRelay } from './relay/file-relay';
import { FileRelayController } from './relay/file-relay.controller';
import { RelayFolder } from './relay/relay-folder';
import { RelaySeats } from './relay/relay-seats';

/** Announcements of files that go between peers, and the file relay for large groups. */
@Module({
  imports: [StorageModule],
  controllers: [FileRelayController],
  providers: [
    FilesGateway,
    FileRelay,
    RelaySeats,
    {
      provide: RelayFolder,
      inject: [Settings],
      useFactory: ({ dataDir }: Settings) => new RelayFolder(join(dataDir, 'file-relay')),
    },
  ],
})
export class FilesModule {}
