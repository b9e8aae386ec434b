import { timingSafeEqual } from 'node:crypto';
import { Secret } from '@parley/contract';
import { hashOfSecret } from '../auth/secret';
import { Refusal } from '../errors/refusal';
import type { RecordingEntity } from './recording.entity';

const hourMs = 60 * 60 * 1000;
/** How long a device may come back with what it has kept after a recording was stopped or fell silent. */
export const lateSlicesMs = 24 * hourMs;
/** How long a finished recording still answers a recorder that did not hear the answer to `finish`. */
export const finishedGraceMs = hourMs / 6;

const bearer = /^Bearer (?<ticket>\S+)$/i;

/** The upload ticket of an Authorization header; null where there is none of its form. */
export function ticketFrom(authorization: string | undefined): string | null {
  const ticket = bearer.exec(authorization ?? '')?.groups?.['ticket'];
  return Secret.safeParse(ticket).data ?? null;
}

/** True where the ticket is this recording's. */
export function isTicketOf(row: RecordingEntity, ticket: string): boolean {
  return timingSafeEqual(
    Buffer.from(hashOfSecret(ticket), 'hex'),
    Buffer.from(row.ticketHash, 'hex'),
  );
}

/** The recording whose ticket was shown. Refuses `ticket-invalid`, `recording-closed`. */
export function rowOfTicket(
  row: RecordingEntity | null,
  ticket: string | null,
  nowMs: number,
): RecordingEntity {
  // Whether there is such a recording is nobody's business without its ticket.
  if (!row || ticket === null || !isTicketOf(row, ticket)) throw ticketInvalid();
  if (isTicketOver(row, nowMs)) throw recordingClosed();
  return row;
}

export const ticketInvalid = () =>
  Refusal.of('ticket-invalid', 'This is not the ticket of a recording');
export const recordingClosed = () =>
  Refusal.of('recording-closed', 'The recording takes nothing more');

/** True once the ticket is good for nothing more. */
export function isTicketOver(row: RecordingEntity, nowMs: number): boolean {
  return row.ticketEndsAtMs !== null && row.ticketEndsAtMs <= nowMs;
}
