import { access, constants } from 'node:fs/promises';
import { Controller } from '@nestjs/common';
import { routes } from '@parley/contract';
import { Settings } from '../config/settings';
import { UnitOfWork } from '../database/unit-of-work';
import { Refusal } from '../errors/refusal';
import { ContractRoute } from '../http/contract-route';

/** Whether the process answers, and whether it can do its work. */
@Controller()
export class HealthController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly settings: Settings,
  ) {}

  @ContractRoute(routes.live)
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @ContractRoute(routes.ready)
  async ready(): Promise<{ status: 'ok' }> {
    await usable(
      'The database',
      this.unitOfWork.read((manager) => manager.query('SELECT 1')),
    );
    const { store, dataDir } = this.settings;
    if (store === 'disk')
      await usable('The data folder', access(dataDir, constants.R_OK | constants.W_OK));
    return { status: 'ok' };
  }
}

async function usable(what: string, check: Promise<unknown>): Promise<void> {
  await check.catch((cause: unknown) => {
    throw Refusal.of('busy', `${what} cannot be used now`, { retryAfterSeconds: 2, cause });
  });
}
