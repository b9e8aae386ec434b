import { Module } from '@nestjs/common';
import { CheckController } from './check.controller';

/** What the self-test page asks of the server. */
@Module({ controllers: [CheckController] })
export class CheckModule {}
