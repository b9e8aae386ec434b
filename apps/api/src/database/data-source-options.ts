import { join } from 'node:path';
import type { TypeOrmModuleOptions } from '@nestjs/typeorm';
import type { Settings } from '../config/settings';
import { migrations } from './migrations/index';

/** The driver waits synchronously, which stops every request: long waits belong to UnitOfWork. */
const driverBusyTimeoutMs = 20;
const poolSize = 10;
export const connectTimeoutMS = 5_000;

interface Sqlite {
  pragma(statement: string): unknown;
}

/** PostgreSQL where DATABASE_URL is given, else SQLite, in the data folder or in memory. The schema changes by migrations only. */
export function dataSourceOptions(settings: Settings): TypeOrmModuleOptions {
  const common = {
    autoLoadEntities: true,
    synchronize: false,
    migrationsRun: true,
    migrationsTransactionMode: 'each',
    retryAttempts: 0,
    logging: false,
  } as const;
  if (settings.databaseUrl)
    return {
      ...common,
      migrations: [...migrations],
      type: 'postgres',
      url: settings.databaseUrl,
      poolSize,
      connectTimeoutMS,
    };
  return {
    ...common,
    migrations: [...migrations],
    type: 'better-sqlite3',
    database: settings.store === 'memory' ? ':memory:' : join(settings.dataDir, 'parley.sqlite'),
    enableWAL: true,
    timeout: driverBusyTimeoutMs,
    // The driver's default (NORMAL) may lose committed rows at a power cut.
    prepareDatabase: (database: Sqlite) => {
      database.pragma('synchronous = FULL');
      // Large sorts would go to files in /tmp, also those of a database that is none.
      if (settings.store === 'memory') database.pragma('temp_store = MEMORY');
    },
  };
}
