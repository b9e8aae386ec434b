import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { PinoLogger } from 'nestjs-pino';
import { SetupTokensService } from './auth/setup-tokens.service';
import { Settings } from './config/settings';
import { createApp } from './create-app';
import { SoleProcess } from './database/sole-process';
import { greeting } from './greeting';
import { startFailureOf } from './start-failure';
import { stopper } from './stopper';

async function start(): Promise<void> {
  // Database and recordings are for this account's eyes only.
  process.umask(0o077);
  const settings = Settings.from(process.env);
  const webRoot = fileURLToPath(new URL('./public', import.meta.url));
  const sole = await SoleProcess.claim(settings, {
    waiting: () =>
      process.stderr.write('Another Parley still runs on this data: waiting for it to end.\n'),
  });
  const app = await createApp({ settings, webRoot });
  const logger: PinoLogger = await app.resolve(PinoLogger);
  const stop = stopOnSignals(app, sole, logger);
  sole.watch(() => {
    logger.error('another process runs on this database now');
    stop('SIGTERM');
  });
  // A handler that forgot a promise must not take everybody's meeting down (security.md T74).
  process.on('unhandledRejection', (error) => logger.error({ err: error }, 'unhandled rejection'));

  await app.listen(settings.port, settings.host);
  const { port } = app.getHttpServer().address() as AddressInfo;
  logger.info({ host: settings.host, port }, 'listening');
  const setupToken = await app.get(SetupTokensService).renew();
  process.stdout.write(greeting(settings, setupToken));
}

function stopOnSignals(
  app: NestExpressApplication,
  sole: SoleProcess,
  logger: PinoLogger,
): (signal: NodeJS.Signals) => void {
  const stop = stopper({
    close: async () => {
      await app.close();
      // Last, and held until here: an open file that nobody holds is closed by the garbage collector, with its lock.
      await sole.letGo();
    },
    exit: (code) => process.exit(code),
    elapsedMs: () => performance.now(),
    logger,
  });
  // SIGHUP: the terminal was closed.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  return stop;
}

function refuseToStart(error: unknown): never {
  const { sentence, exitCode } = startFailureOf(error);
  process.stderr.write(`${sentence}\n`);
  process.exit(exitCode);
}

start().catch(refuseToStart);
