import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Params } from 'nestjs-pino';
import type { DestinationStream } from 'pino';
import type { Settings } from '../config/settings';

/** Never in a log, whoever logs the object around it. */
const secrets = [
  'password',
  'token',
  'ticket',
  'seatToken',
  'setupToken',
  'authorization',
  'cookie',
  '["set-cookie"]',
  // What a failed query of TypeORM was asked with: hashes of passwords and tokens, emails, names.
  'parameters',
];
/** A `Secret` of the contract as a part of a path: whoever has a link to a recording may see it. */
const secretInPath = /(?<=\/)[\w-]{43}(?=\/|$)/g;
const nested = (name: string, prefix: string) =>
  name.startsWith('[') ? `${prefix}${name}` : `${prefix}.${name}`;

/** JSON lines on standard output; readable ones where a person looks at a terminal. */
export function loggerParams(settings: Settings, destination?: DestinationStream): Params {
  const options = {
    level: settings.logLevel,
    redact: {
      paths: secrets.flatMap((name) => [name, nested(name, '*'), nested(name, '*.*')]),
      censor: '[redacted]',
    },
    serializers: {
      // The path only, and without what opens something: queries hold what people search for.
      req: ({ id, method, url }: { id: unknown; method: string; url: string }) => ({
        id,
        method,
        path: url.split('?')[0]?.replaceAll(secretInPath, '[redacted]'),
      }),
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
    },
    // A line for each request would bury the lines about meetings; failures stay in sight.
    customLogLevel: (_request: IncomingMessage, response: ServerResponse, error?: Error) =>
      error || response.statusCode >= 500 ? ('warn' as const) : ('debug' as const),
    ...(!destination &&
      process.stdout.isTTY && {
        transport: {
          target: 'pino-pretty',
          options: { singleLine: true, ignore: 'pid,hostname,req,res,context' },
        },
      }),
  };
  return { pinoHttp: destination ? [options, destination] : options };
}
