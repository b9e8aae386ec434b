import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditEntryEntity, AuditHeadEntity } from './audit-entry.entity';
import { AuditLog } from './audit-log';
import { AuditController } from './audit.controller';
import { AuditReader } from './audit-reader';

/** The record of what happened, for every feature to write to. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([AuditEntryEntity, AuditHeadEntity])],
  controllers: [AuditController],
  providers: [AuditLog, AuditReader],
  exports: [AuditLog, AuditReader],
})
export class AuditModule {}
