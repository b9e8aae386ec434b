import { Module } from '@nestjs/common';
import { SessionsController } from './sessions.controller';
import { UsersController } from './users.controller';

/** What a person does with their account. */
@Module({ controllers: [UsersController, SessionsController] })
export class UsersModule {}
