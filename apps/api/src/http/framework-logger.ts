import { Logger } from 'nestjs-pino';

/** Nest tells its own start in dozens of lines; they matter when something is wrong with the start only. */
const chatty = [
  'InstanceLoader',
  'NestApplication',
  'NestFactory',
  'RouterExplorer',
  'RoutesResolver',
  'WebSocketsController',
];

/** Nest's logger, with the framework's own talk at debug. */
export class FrameworkLogger extends Logger {
  override log(message: unknown, ...rest: unknown[]): void {
    if (chatty.includes(String(rest.at(-1)))) this.debug(message, ...rest);
    else super.log(message, ...rest);
  }
}
