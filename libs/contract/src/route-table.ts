import { accountRoutes } from './accounts';
import { adminRoutes } from './admin';
import { attendanceRoutes } from './attendance';
import { auditRoutes } from './audit';
import { checkRoutes } from './check';
import { doorRoutes } from './door';
import { healthRoutes } from './health';
import { accountInvitationRoutes } from './invites';
import { moderationRoutes } from './moderation';
import { oidcRoutes } from './oidc';
import { passkeyRoutes } from './passkeys';
import { passwordResetRoutes } from './password-resets';
import { profileRoutes } from './profile';
import { recordingShareRoutes } from './recording-shares';
import { recordingTimelineRoutes } from './recording-timeline';
import { recordingTrackRoutes } from './recording-tracks';
import { recordingRoutes } from './recordings';
import { roomLinkRoutes } from './room-links';
import { roomRoutes } from './rooms';
import { sessionRoutes } from './sessions';
import { sliceRoutes } from './slices';

/** Every REST route there is. The guard denies what is not here, and the generated tests walk it. */
export const routes = {
  ...accountRoutes,
  ...profileRoutes,
  ...sessionRoutes,
  ...passwordResetRoutes,
  ...passkeyRoutes,
  ...oidcRoutes,
  ...roomRoutes,
  ...roomLinkRoutes,
  ...doorRoutes,
  ...moderationRoutes,
  ...recordingRoutes,
  ...recordingTrackRoutes,
  ...recordingShareRoutes,
  ...recordingTimelineRoutes,
  ...sliceRoutes,
  ...healthRoutes,
  ...checkRoutes,
  ...attendanceRoutes,
  ...adminRoutes,
  ...accountInvitationRoutes,
  ...auditRoutes,
} as const;
export type RouteName = keyof typeof routes;
