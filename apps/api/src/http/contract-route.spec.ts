import { Controller, Get, Module, Req } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { type Route, routes } from '@parley/contract';
import type { Request } from 'express';
import { ContractAudit } from './contract-audit';
import { ContractRoute } from './contract-route';

@Controller()
class StrayController {
  @Get('stray')
  stray(): string {
    return 'anybody may read this';
  }
}

const homemade: Route = {
  method: 'GET',
  path: '/homemade',
  access: 'public',
  summary: 'Not in the contract.',
  errors: [],
};

@Controller()
class HomemadeController {
  @ContractRoute(homemade)
  read(@Req() request: Request): string {
    return request.path;
  }
}

@Controller()
class GoodController {
  @ContractRoute(routes.live)
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }
}

async function startWith(controller: new () => object) {
  @Module({ imports: [DiscoveryModule], controllers: [controller], providers: [ContractAudit] })
  class TestModule {}
  const app = await NestFactory.create(TestModule, { logger: false, abortOnError: false });
  try {
    await app.init();
  } finally {
    await app.close();
  }
}

describe('routes and handlers', () => {
  it.each([StrayController, HomemadeController])(
    'that do not match stop the start: %p',
    async (controller) => {
      await expect(startWith(controller)).rejects.toThrow(
        new RegExp(`^${controller.name}\\.\\w+ has no @ContractRoute\\(\\) of the contract$`),
      );
    },
  );

  it('that match do not', async () => {
    await expect(startWith(GoodController)).resolves.toBeUndefined();
  });
});
