import * as z from 'zod';
import { Id, Moment, RoomId } from './ids';
import { page, pageQuery, SearchText } from './paging';
import { route } from './route';

/** Everything that is written down for good. What is not here happens without a record. */
export const AuditAction = z.enum([
  'signed-in',
  'sign-in-failed',
  'signed-out',
  'session-ended',
  'account-created',
  'account-changed',
  'account-disabled',
  'account-enabled',
  'account-deleted',
  'administrator-made',
  'administrator-unmade',
  'password-changed',
  'password-link-made',
  'password-reset',
  'passkey-added',
  'passkey-removed',
  'invitation-made',
  'invitation-revoked',
  'invitation-used',
  'room-created',
  'room-changed',
  'room-deleted',
  'room-transferred',
  'meeting-started',
  'meeting-ended',
  'admitted',
  'denied',
  'removed',
  'blocked',
  'unblocked',
  'role-changed',
  'permissions-changed',
  'lock-changed',
  'lobby-changed',
  'recording-started',
  'recording-stopped',
  'recording-paused',
  'recording-resumed',
  'recording-consent',
  'recording-handed-over',
  'recording-deleted',
  'recording-restored',
  'recording-downloaded',
  'recording-shared',
  'recording-share-revoked',
]);
export type AuditAction = z.infer<typeof AuditAction>;

/** Who did it or to whom, by the name they had then: an account, a participant of a meeting, or both. */
export const AuditPerson = z.object({
  accountId: Id.nullable(),
  participantId: Id.nullable(),
  name: z.string(),
});
export type AuditPerson = z.infer<typeof AuditPerson>;

/** A few plain facts beside; never a secret, never what somebody typed as one. */
export const AuditDetails = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.null()]),
);
export type AuditDetails = z.infer<typeof AuditDetails>;

export const AuditEntry = z.object({
  sequence: z.number().int().positive(),
  at: Moment,
  action: AuditAction,
  /** Null where the server did it, or nobody knows who did. */
  actor: AuditPerson.nullable(),
  target: AuditPerson.nullable(),
  roomId: RoomId.nullable(),
  meetingId: Id.nullable(),
  details: AuditDetails,
});
export type AuditEntry = z.infer<typeof AuditEntry>;

const filter = {
  action: AuditAction.optional(),
  /** An account or participant, as actor or target; or a part of a name. */
  person: SearchText,
  roomId: RoomId.optional(),
  /** From this moment on. */
  from: Moment.optional(),
  /** Up to this moment, without it. */
  to: Moment.optional(),
};

export const AuditFilter = z.strictObject(filter);
export type AuditFilter = z.output<typeof AuditFilter>;
export const ListAudit = z.strictObject({ ...filter, ...pageQuery });
export type ListAudit = z.input<typeof ListAudit>;

/** Whether every entry still stands as it was written. */
export const AuditVerification = z.object({
  entryCount: z.number().int().nonnegative(),
  /** The first entry that was changed or is missing; null where all is well. */
  brokenAt: z.number().int().positive().nullable(),
});
export type AuditVerification = z.infer<typeof AuditVerification>;

export const auditRoutes = {
  listAudit: route({
    method: 'GET',
    path: '/api/admin/audit',
    access: 'administrator',
    summary: 'What happened, newest first, by action, person, room and time.',
    query: ListAudit,
    reply: page(AuditEntry),
    errors: [],
  }),
  downloadAudit: route({
    method: 'GET',
    path: '/api/admin/audit.csv',
    access: 'administrator',
    summary: 'The same as a table for a spreadsheet: at most the newest 10,000 entries.',
    query: AuditFilter,
    rawReply: 'text/csv',
    errors: [],
  }),
  verifyAudit: route({
    method: 'GET',
    path: '/api/admin/audit/verification',
    access: 'administrator',
    summary: 'Checks the chain of hashes over all entries.',
    reply: AuditVerification,
    errors: ['busy'],
  }),
} as const;
