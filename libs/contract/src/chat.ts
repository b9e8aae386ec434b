import * as z from 'zod';
import { clientEvent, rates } from './event';
import { Id, Moment } from './ids';
import { MessageText } from './names';

export const ChatMessage = z.object({
  id: Id,
  /** Stamped by the server; the name as it was then. */
  from: Id,
  fromName: z.string(),
  text: z.string(),
  sentAt: Moment,
});
export type ChatMessage = z.infer<typeof ChatMessage>;

export const chatEvents = {
  'chat:send-message': clientEvent({
    summary: 'Sends a message to the whole meeting. The same `id` sent twice is one message.',
    payload: z.strictObject({ id: Id, text: MessageText }),
    reply: z.object({ sentAt: Moment }),
    states: ['admitted'],
    permission: 'send-chat',
    rate: rates.chat,
    errors: [],
  }),
} as const;
