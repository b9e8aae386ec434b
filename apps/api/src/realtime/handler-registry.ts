import { Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { clientEvents, type ClientEventName } from '@parley/contract';
import { handlesKey, type Handler } from './handles.decorator';

/** The handler of every client event, found among the providers by `@Handles`. */
@Injectable()
export class HandlerRegistry {
  private readonly handlers = new Map<string, Handler>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  /** Fails the start when an event of the contract has no handler, or two. */
  collect(): void {
    const instances = this.discovery.getProviders().map(({ instance }): unknown => instance);
    // A provider with two tokens is listed twice.
    for (const instance of new Set(instances))
      if (typeof instance === 'object' && instance !== null) this.addAllOf(instance);
    const missing = Object.keys(clientEvents).filter((name) => !this.handlers.has(name));
    if (missing.length > 0) throw new Error(`No handler for ${missing.join(', ')}`);
  }

  /** Undefined for every name that the contract does not have. A Map: `__proto__` and its like are names of nothing. */
  find(name: unknown): { name: ClientEventName; handle: Handler } | undefined {
    const handle = typeof name === 'string' ? this.handlers.get(name) : undefined;
    return handle && { name: name as ClientEventName, handle };
  }

  private addAllOf(instance: object): void {
    const prototype = Object.getPrototypeOf(instance) as Record<string, unknown> | null;
    if (!prototype) return;
    for (const key of this.scanner.getAllMethodNames(prototype)) {
      const name: unknown = Reflect.getMetadata(handlesKey, prototype, key);
      if (typeof name === 'string') this.add(name, (prototype[key] as Handler).bind(instance));
    }
  }

  private add(name: string, handler: Handler): void {
    if (!Object.hasOwn(clientEvents, name)) throw new Error(`${name} is not in the contract`);
    if (this.handlers.has(name)) throw new Error(`${name} has two handlers`);
    this.handlers.set(name, handler);
  }
}
