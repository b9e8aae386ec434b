import * as z from 'zod';
import { clientEvent, rates } from './event';
import { Id } from './ids';

const One = z.strictObject({ participantId: Id });
const moderate = {
  reply: z.null(),
  states: ['admitted'],
  permission: 'moderate',
  rate: rates.other,
} as const;

export const moderationEvents = {
  'moderation:mute-participant': clientEvent({
    ...moderate,
    summary: "Switches somebody's microphone off. Nobody can switch it on but they themselves.",
    payload: One,
    errors: ['not-found', 'forbidden'],
  }),
  'moderation:mute-everyone': clientEvent({
    ...moderate,
    summary: 'Switches every microphone off but the own.',
    payload: z.strictObject({}),
    errors: [],
  }),
  'moderation:stop-camera': clientEvent({
    ...moderate,
    summary: "Switches somebody's camera off.",
    payload: One,
    errors: ['not-found', 'forbidden'],
  }),
  'moderation:stop-screen-share': clientEvent({
    ...moderate,
    summary: "Ends somebody's screen share.",
    payload: One,
    errors: ['not-found', 'forbidden'],
  }),
  'moderation:lower-hand': clientEvent({
    ...moderate,
    summary: "Lowers somebody's hand.",
    payload: One,
    errors: ['not-found'],
  }),
  'moderation:set-role': clientEvent({
    ...moderate,
    summary: 'Makes or unmakes a moderator for this meeting. The host stays host.',
    payload: z.strictObject({
      participantId: Id,
      role: z.enum(['moderator', 'participant', 'viewer']),
    }),
    errors: ['not-found', 'forbidden'],
  }),
  'moderation:remove-participant': clientEvent({
    ...moderate,
    summary:
      'Removes somebody. They come back only if a moderator admits them; with `block`, not at all while the block stands.',
    payload: z.strictObject({ participantId: Id, block: z.boolean() }),
    errors: ['not-found', 'forbidden'],
  }),
  'moderation:set-lock': clientEvent({
    ...moderate,
    summary: 'Locks the meeting: nobody new gets in, not even to wait.',
    payload: z.strictObject({ isLocked: z.boolean() }),
    errors: [],
  }),
  'moderation:set-lobby': clientEvent({
    ...moderate,
    summary: 'Says whether newcomers of this meeting wait for a moderator.',
    payload: z.strictObject({ hasLobby: z.boolean() }),
    errors: [],
  }),
  'moderation:admit': clientEvent({
    ...moderate,
    summary: 'Lets one waiting person in, or all (`participantId` null).',
    payload: z.strictObject({ participantId: Id.nullable() }),
    errors: ['not-found', 'room-full'],
  }),
  'moderation:deny': clientEvent({
    ...moderate,
    summary: 'Sends one waiting person away.',
    payload: One,
    errors: ['not-found'],
  }),
} as const;
