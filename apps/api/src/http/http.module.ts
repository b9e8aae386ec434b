import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, DiscoveryModule } from '@nestjs/core';
import { RefusalFilter } from '../errors/refusal-filter';
import { ContractAudit } from './contract-audit';
import { ContractGuard } from './contract-guard';
import { ContractParser } from './contract-parser';

/** Guard, parser and error answers of every REST route. Needs a module that provides Identity. */
@Module({
  imports: [DiscoveryModule],
  providers: [
    ContractAudit,
    { provide: APP_GUARD, useClass: ContractGuard },
    { provide: APP_INTERCEPTOR, useClass: ContractParser },
    { provide: APP_FILTER, useClass: RefusalFilter },
  ],
})
export class HttpModule {}
