import { Injectable } from '@nestjs/common';
import { limits, type PayloadOf, type ReplyOf } from '@parley/contract';
import { Refusal } from '../errors/refusal';
import { LiveMeetings } from '../meetings/live-meetings';
import { Clock } from '../realtime/clock';
import { Handles } from '../realtime/handles.decorator';
import type { Caller } from '../realtime/socket-seat';

/** Messages to the whole meeting, kept as long as it lasts so that whoever comes later or missed some reads them, too. */
@Injectable()
export class ChatGateway {
  constructor(
    private readonly meetings: LiveMeetings,
    private readonly clock: Clock,
  ) {}

  @Handles('chat:send-message')
  sendMessage(
    caller: Caller,
    { id, text }: PayloadOf<'chat:send-message'>,
  ): ReplyOf<'chat:send-message'> {
    const { meeting, seat } = this.meetings.of(caller);
    const { participantId: from, name: fromName } = seat;
    const known = meeting.messages.find((message) => message.id === id);
    if (known && known.from !== from) throw Refusal.of('conflict', 'This id is taken');
    // Sent again because the answer got lost.
    if (known) return { sentAt: known.sentAt };
    const message = { id, from, fromName, text, sentAt: this.clock.now().toISOString() };
    meeting.messages.push(message);
    if (meeting.messages.length > limits.chatHistoryCount) meeting.messages.shift();
    meeting.publish({ type: 'chat:message-sent', message });
    return { sentAt: message.sentAt };
  }
}
