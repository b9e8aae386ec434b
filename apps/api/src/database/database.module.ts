import { mkdirSync } from 'node:fs';
import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Settings } from '../config/settings';
import { dataSourceOptions } from './data-source-options';
import { UnitOfWork } from './unit-of-work';

/** Opens the database, brings its schema up to date, and offers the unit of work. */
@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [Settings],
      useFactory: (settings: Settings) => {
        if (settings.store === 'disk')
          mkdirSync(settings.dataDir, { recursive: true, mode: 0o700 });
        return dataSourceOptions(settings);
      },
    }),
  ],
  providers: [UnitOfWork],
  exports: [UnitOfWork],
})
export class DatabaseModule {}
