import { type DynamicModule, Module } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import type { DestinationStream } from 'pino';
import { AuditModule } from './audit/audit.module';
import { AuthModule } from './auth/auth.module';
import { ConfigModule } from './config/config.module';
import type { Settings } from './config/settings';
import { DatabaseModule } from './database/database.module';
import { features } from './features';
import { HttpModule } from './http/http.module';
import { loggerParams } from './http/logging';
import { RealtimeModule, type RealtimePorts } from './realtime/realtime.module';

/** The whole API. */
@Module({})
export class AppModule {
  /** Tests give a destination to read the log, and a clock to advance. */
  static with(
    settings: Settings,
    logDestination?: DestinationStream,
    realtime?: RealtimePorts,
  ): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(settings),
        LoggerModule.forRoot(loggerParams(settings, logDestination)),
        DatabaseModule,
        AuditModule,
        AuthModule,
        HttpModule,
        RealtimeModule.with(realtime),
        ...features,
      ],
    };
  }
}
