import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { PinoLogger } from 'nestjs-pino';
import type { DestinationStream } from 'pino';
import { AppModule } from './app.module';
import { secureCookiesKey } from './auth/cookies';
import type { Settings } from './config/settings';
import { FrameworkLogger } from './http/framework-logger';
import { noStore, securityHeaders } from './http/security-headers';
import type { RealtimePorts } from './realtime/realtime.module';
import { serveWebApp } from './web/serve-web-app';

/** A head that takes longer is sent slowly on purpose (security.md T78). */
const headersTimeoutMs = 10_000;
/**
 * Longer than the minute that proxies keep theirs, or one of them would send a request into a connection that is being
 * closed; and whoever stood at the door for a while need not connect anew to join. Node's own is five seconds.
 */
const keepAliveTimeoutMs = 65_000;
/** Node looks for slow heads every half a minute unless told otherwise. */
const lookEveryMs = 2_000;

interface AppOptions {
  readonly settings: Settings;
  /** Folder of the built web app. */
  readonly webRoot: string;
  readonly logDestination?: DestinationStream;
  readonly realtime?: RealtimePorts;
}

/** Builds the application, ready to listen. The caller closes it. */
export async function createApp(options: AppOptions): Promise<NestExpressApplication> {
  const { settings, webRoot, logDestination, realtime } = options;
  const app = await NestFactory.create<NestExpressApplication>(
    AppModule.with(settings, logDestination, realtime),
    // Bodies are read after the guard, by what the contract says of the route. What goes wrong before the logger
    // stands is thrown to the caller, who says it once.
    { bodyParser: false, logger: false, abortOnError: false, forceCloseConnections: true },
  );
  app.useLogger(new FrameworkLogger(await app.resolve(PinoLogger), {}));
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', settings.trustProxy.length > 0 ? [...settings.trustProxy] : false);
  app.set(secureCookiesKey, settings.isHttps);
  app.use(...securityHeaders(settings));
  app.use('/api', noStore);
  app.use(serveWebApp(webRoot, settings.embedOrigins.length > 0));
  // The last is an option of Node's createServer, read when the server begins to listen.
  Object.assign(app.getHttpServer(), {
    headersTimeout: headersTimeoutMs,
    keepAliveTimeout: keepAliveTimeoutMs,
    connectionsCheckingInterval: lookEveryMs,
  });
  return app;
}
