import { Module } from '@nestjs/common';
import { IceModule } from '../ice/ice.module';
import { CheckController } from './check.controller';

/** What the self-test page asks of the server. */
@Module({ imports: [IceModule], controllers: [CheckController] })
export class CheckModule {}
