import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MailModule } from '../mail/mail.module';
import { OwnSessionsController } from './own-sessions.controller';
import { PasswordResetMails } from './password-reset-mails';
import { PasswordResetsController } from './password-resets.controller';
import { PictureEntity } from './picture.entity';
import { PicturesController } from './pictures.controller';
import { PicturesService } from './pictures.service';
import { ProfileController } from './profile.controller';
import { SessionsController } from './sessions.controller';
import { UsersController } from './users.controller';

/** What a person does with their account. Signing out comes before ending sessions by id: their addresses are alike. */
@Module({
  imports: [TypeOrmModule.forFeature([PictureEntity]), MailModule],
  controllers: [
    UsersController,
    SessionsController,
    OwnSessionsController,
    ProfileController,
    PicturesController,
    PasswordResetsController,
  ],
  providers: [PicturesService, PasswordResetMails],
})
export class UsersModule {}
