import { Module } from '@nestjs/common';
import { ChatGateway } from './chat.gateway';

/** Text messages in a meeting. */
@Module({ providers: [ChatGateway] })
export class ChatModule {}
