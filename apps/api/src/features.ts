import { AdminModule } from './admin/admin.module';
import { AttendanceModule } from './attendance/attendance.module';
import { HealthModule } from './health/health.module';
import { CheckModule } from './check/check.module';
import { ChatModule } from './chat/chat.module';
import { FilesModule } from './files/files.module';
import { MeetingsModule } from './meetings/meetings.module';
import { ModerationModule } from './moderation/moderation.module';
import { RecordingsModule } from './recordings/recordings.module';
import { RoomsModule } from './rooms/rooms.module';
import { SignalingModule } from './signaling/signaling.module';
import { OidcModule } from './oidc/oidc.module';
import { PasskeysModule } from './passkeys/passkeys.module';
import { UsersModule } from './users/users.module';

/** Every feature, in the order of docs/architecture.md: imports point left only. */
export const features = [
  HealthModule,
  CheckModule,
  UsersModule,
  PasskeysModule,
  OidcModule,
  RoomsModule,
  MeetingsModule,
  SignalingModule,
  ModerationModule,
  ChatModule,
  RecordingsModule,
  FilesModule,
  AttendanceModule,
  AdminModule,
] as const;
