import { type DynamicModule, Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Clock, SystemClock } from './clock';
import { Dispatcher } from './dispatcher';
import { EventRates } from './event-rates';
import { HandlerRegistry } from './handler-registry';
import { RealtimeServer } from './realtime-server';

/** What tests and the bench bring themselves. */
export interface RealtimePorts {
  readonly clock?: Clock;
  readonly rates?: EventRates;
}

/**
 * Sockets for every feature: a provider method with `@Handles('feature:verb-object')` is all that a feature adds.
 * Needs a `SeatAuthority`, which the global meetings module provides.
 */
@Global()
@Module({ imports: [DiscoveryModule] })
export class RealtimeModule {
  static with({ clock, rates }: RealtimePorts = {}): DynamicModule {
    return {
      module: RealtimeModule,
      providers: [
        { provide: Clock, useValue: clock ?? new SystemClock() },
        { provide: EventRates, useValue: rates ?? new EventRates() },
        HandlerRegistry,
        Dispatcher,
        RealtimeServer,
      ],
      exports: [Clock],
    };
  }
}
