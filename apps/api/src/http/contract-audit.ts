import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { type RouteName, routes } from '@parley/contract';
import { type AnyRoute, contractRouteKey } from './contract-route';

/** Nest's own key for a handler's path: whoever has it answers requests. */
const pathKey = 'path';

/** Stops the start when a handler answers requests that the contract does not know. */
@Injectable()
export class ContractAudit implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onModuleInit(): void {
    const stray = this.handlers().find(({ route }) => !route || !isContractRoute(route));
    if (stray) throw new TypeError(`${stray.name} has no @ContractRoute() of the contract`);
  }

  /** Routes of the contract that nothing serves. A test keeps this empty. */
  unservedRoutes(): RouteName[] {
    const served = new Set(this.handlers().map(({ route }) => route));
    return (Object.keys(routes) as RouteName[]).filter((name) => !served.has(routes[name]));
  }

  private handlers(): { name: string; route: AnyRoute | undefined }[] {
    return this.discovery.getControllers().flatMap(({ metatype }) => {
      const prototype: unknown = metatype?.prototype;
      if (!isRecord(prototype)) return [];
      return this.scanner.getAllMethodNames(prototype).flatMap((method) => {
        const handler = prototype[method];
        if (typeof handler !== 'function' || !Reflect.hasMetadata(pathKey, handler)) return [];
        const route = this.reflector.get<AnyRoute | undefined>(contractRouteKey, handler as never);
        return [{ name: `${metatype?.name}.${method}`, route }];
      });
    });
  }
}

function isContractRoute(route: AnyRoute): boolean {
  return (Object.values(routes) as readonly AnyRoute[]).includes(route);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
