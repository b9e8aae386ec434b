import { Module } from '@nestjs/common';
import { SignalingGateway } from './signaling.gateway';

/** Descriptions and candidates in transit between two participants. */
@Module({ providers: [SignalingGateway] })
export class SignalingModule {}
