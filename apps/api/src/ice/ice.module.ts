import { Module } from '@nestjs/common';
import { IceServers } from './ice-servers';

/** STUN and TURN servers with their credentials. */
@Module({ providers: [IceServers], exports: [IceServers] })
export class IceModule {}
