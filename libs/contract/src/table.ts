import type * as z from 'zod';
import { chatEvents } from './chat';
import type { Result } from './errors';
import { fileEvents } from './files';
import { meetingEvents, meetingServerEvents } from './meetings';
import { moderationEvents } from './moderation';
import { recordingEvents } from './recording-orders';
import { recordingTrackEvents } from './recording-tracks';
import { signalingEvents, signalingServerEvents } from './signaling';

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
