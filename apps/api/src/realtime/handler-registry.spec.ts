import { MetadataScanner, type DiscoveryService } from '@nestjs/core';
import { clientEvents, type ClientEventName } from '@parley/contract';
import { handlesKey } from './handles.decorator';
import { HandlerRegistry } from './handler-registry';

/** A provider whose methods handle these events, whatever the contract says of them. */
function providerOf(names: readonly string[]): object {
  class Gateway {}
  const prototype = Gateway.prototype as Record<string, unknown>;
  names.forEach((name, index) => {
    const key = `handle${index}`;
    prototype[key] = () => name;
    Reflect.defineMetadata(handlesKey, name, prototype, key);
  });
  return new Gateway();
}

function registryOf(...instances: object[]): HandlerRegistry {
  const discovery = { getProviders: () => instances.map((instance) => ({ instance })) };
  return new HandlerRegistry(discovery as unknown as DiscoveryService, new MetadataScanner());
}

const all = Object.keys(clientEvents) as ClientEventName[];

describe('the handler registry', () => {
  it('finds the handler of every event, also where a provider is listed twice', () => {
    const provider = providerOf(all);
    const registry = registryOf(provider, provider);
    registry.collect();
    for (const name of all) expect(registry.find(name)?.name).toBe(name);
  });

  it('stops the start when an event has no handler', () => {
    const registry = registryOf(providerOf(all.filter((name) => name !== 'meetings:end')));
    expect(() => registry.collect()).toThrow('No handler for meetings:end');
  });

  it('stops the start when a handler has no event', () => {
    expect(() => registryOf(providerOf([...all, 'meetings:win'])).collect()).toThrow(
      'meetings:win is not in the contract',
    );
  });

  it('stops the start when an event has two handlers', () => {
    const registry = registryOf(providerOf(all), providerOf(['meetings:end']));
    expect(() => registry.collect()).toThrow('meetings:end has two handlers');
  });

  it.each(['__proto__', 'constructor', 'toString', '', 'disconnect', 7, null])(
    'knows no %p',
    (name) => {
      const registry = registryOf(providerOf(all));
      registry.collect();
      expect(registry.find(name)).toBeUndefined();
    },
  );
});
