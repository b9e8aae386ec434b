import { Module } from '@nestjs/common';
import { FilesGateway } from './files.gateway';

/** Announcements of files that go between peers. */
@Module({ providers: [FilesGateway] })
export class FilesModule {}
