import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Clock, SystemClock } from './clock';
import { Dispatcher } from './dispatcher';
import { EventRates } from './event-rates';
import { HandlerRegistry } from './handler-registry';
import { RealtimeServer } from './realtime-server';

/**
 * Sockets for every feature: a provider method with `@Handles('feature:verb-object')` is all that a feature adds.
 * Needs a `SeatAuthority`, which the global meetings module provides.
 */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [
    { provide: Clock, useClass: SystemClock },
    EventRates,
    HandlerRegistry,
    Dispatcher,
    RealtimeServer,
  ],
  exports: [Clock],
})
export class RealtimeModule {}
