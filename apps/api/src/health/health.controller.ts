import { Controller } from '@nestjs/common';
import { routes } from '@parley/contract';
import { UnitOfWork } from '../database/unit-of-work';
import { Refusal } from '../errors/refusal';
import { ContractRoute } from '../http/contract-route';

/** Whether the process answers, and whether it can do its work. */
@Controller()
export class HealthController {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  @ContractRoute(routes.live)
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @ContractRoute(routes.ready)
  async ready(): Promise<{ status: 'ok' }> {
    await this.unitOfWork
      .read((manager) => manager.query('SELECT 1'))
      .catch((cause: unknown) => {
        throw Refusal.of('busy', 'The database does not answer', { retryAfterSeconds: 2, cause });
      });
    return { status: 'ok' };
  }
}
