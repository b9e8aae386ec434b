import { clientEvents, type ClientEventName, type RateLimit } from '@parley/contract';

/** How many of each event a socket may send. A class of its own so that the bench can lift it. */
export class EventRates {
  of(name: ClientEventName): RateLimit {
    return clientEvents[name].rate;
  }

  /** For names that are not in the contract: answered as often as any other event, then counted as a flood. */
  readonly ofUnknown: RateLimit = { burst: 20, perSecond: 5 };
}
