import type * as z from 'zod';
import { accountRoutes } from './accounts';
import { adminRoutes } from './admin';
import { attendanceRoutes } from './attendance';
import { auditRoutes } from './audit';
import { chatEvents } from './chat';
import { checkRoutes } from './check';
import { doorRoutes } from './door';
import type { Result } from './errors';
import { fileEvents } from './files';
import { healthRoutes } from './health';
import { accountInvitationRoutes } from './invites';
import { meetingEvents, meetingServerEvents } from './meetings';
import { moderationEvents, moderationRoutes } from './moderation';
import { oidcRoutes } from './oidc';
import { passkeyRoutes } from './passkeys';
import { passwordResetRoutes } from './password-resets';
import { profileRoutes } from './profile';
import { recordingEvents } from './recording-orders';
import { recordingShareRoutes } from './recording-shares';
import { recordingTimelineRoutes } from './recording-timeline';
import { recordingTrackEvents, recordingTrackRoutes } from './recording-tracks';
import { recordingRoutes } from './recordings';
import { roomLinkRoutes } from './room-links';
import { roomRoutes } from './rooms';
import { sessionRoutes } from './sessions';
import { signalingEvents, signalingServerEvents } from './signaling';
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

/** Every event a client may send. */
export const clientEvents = {
  ...meetingEvents,
  ...signalingEvents,
  ...moderationEvents,
  ...chatEvents,
  ...fileEvents,
  ...recordingEvents,
  ...recordingTrackEvents,
} as const;
export type ClientEventName = keyof typeof clientEvents;
export type PayloadOf<Name extends ClientEventName> = z.output<
  (typeof clientEvents)[Name]['payload']
>;
export type PayloadInputOf<Name extends ClientEventName> = z.input<
  (typeof clientEvents)[Name]['payload']
>;
export type ReplyOf<Name extends ClientEventName> = z.output<(typeof clientEvents)[Name]['reply']>;

/** Every event the server may send. */
export const serverEvents = {
  ...meetingServerEvents,
  ...signalingServerEvents,
} as const;
export type ServerEventName = keyof typeof serverEvents;
export type ServerPayloadOf<Name extends ServerEventName> = z.output<
  (typeof serverEvents)[Name]['payload']
>;

/** Socket.IO's typed event maps, inferred from the same schemas. */
export type ClientToServerEvents = {
  [Name in ClientEventName]: (
    payload: PayloadInputOf<Name>,
    acknowledge: (result: Result<ReplyOf<Name>>) => void,
  ) => void;
};
export type ServerToClientEvents = {
  [Name in ServerEventName]: (payload: ServerPayloadOf<Name>) => void;
};
