import { Module } from '@nestjs/common';
import { RecordingsModule } from '../recordings/recordings.module';
import { AccountInvitationsController } from './account-invitations.controller';
import { AdminAccountsController } from './admin-accounts.controller';
import { AdminAccounts } from './admin-accounts.service';
import { AdminRecordingsController } from './admin-recordings.controller';
import { AdminRoomsController } from './admin-rooms.controller';
import { AdminRooms } from './admin-rooms.service';
import { ServerHealthController } from './server-health.controller';

/** What administrators see and do: people, rooms, recordings, the server. */
@Module({
  imports: [RecordingsModule],
  controllers: [
    AdminAccountsController,
    AccountInvitationsController,
    AdminRoomsController,
    AdminRecordingsController,
    ServerHealthController,
  ],
  providers: [AdminAccounts, AdminRooms],
})
export class AdminModule {}
