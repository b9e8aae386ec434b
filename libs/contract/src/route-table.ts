import { accountRoutes } from './accounts';
import { adminRoutes } from './admin';
import { attendanceRoutes } from './attendance';
import { auditRoutes } from './audit';
import { checkRoutes } from './check';
import { doorRoutes } from './door';
import { fileRelayRoutes } from './file-relay';
import { healthRoutes } from './health';
import { accountInvitationRoutes } from './invites';
import { moderationRoutes } from './moderation';
import { oidcRoutes } from './sign-in/oidc';
import { passkeyRoutes } from './sign-in/passkeys';
import { passwordResetRoutes } from './sign-in/password-resets';
import { profileRoutes } from './profile';
import { recordingShareRoutes } from './recording-shares';
import { recordingTimelineRoutes } from './recording-timeline';
import { recordingTrackRoutes } from './recording-tracks';
import { recordingRoutes } from './recordings';
import { roomLinkRoutes } from './room-links';
import { roomRoutes } from './rooms';
import { sessionRoutes } from './sign-in/sessions';
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
  ...fileRelayRoutes,
  ...healthRoutes,
  ...checkRoutes,
  ...attendanceRoutes,
  ...adminRoutes,
  ...accountInvitationRoutes,
  ...auditRoutes,
} as const;
export type RouteName = keyof typeof routes;
