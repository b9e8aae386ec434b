import type { PinoLogger } from 'nestjs-pino';

/** Long enough to fsync and to close. */
const patienceMs = 10_000;
/** One Ctrl+C may come twice, from the terminal and from the process that started this one; a person is slower. */
const sameSignalMs = 300;

interface StopperPorts {
  readonly close: () => Promise<void>;
  readonly exit: (code: number) => void;
  readonly elapsedMs: () => number;
  readonly logger: Pick<PinoLogger, 'info' | 'error'>;
}

/** Returns what a signal does: the first closes everything and ends the process, a second one ends it at once. */
export function stopper({ close, exit, elapsedMs, logger }: StopperPorts) {
  let closingSinceMs: number | null = null;
  return (signal: NodeJS.Signals): void => {
    if (closingSinceMs !== null) {
      if (elapsedMs() - closingSinceMs > sameSignalMs) exit(1);
      return;
    }
    closingSinceMs = elapsedMs();
    logger.info({ signal }, 'stopping');
    setTimeout(() => exit(1), patienceMs).unref();
    close().then(
      () => exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'stopping failed');
        exit(1);
      },
    );
  };
}
