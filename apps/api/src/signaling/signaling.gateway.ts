import { Injectable } from '@nestjs/common';
import type { PayloadOf, ReplyOf, Signal } from '@parley/contract';
import { Refusal } from '../errors/refusal';
import { LiveMeetings } from '../meetings/live-meetings';
import { Handles } from '../realtime/handles.decorator';
import type { Caller } from '../realtime/socket-seat';
import { withoutAddresses } from './address-filter';

/** Ours have six; more is an attack on somebody's browser (security.md T53). */
const maxMediaSections = 64;

/**
 * Relays signals between the pages of two participants of one meeting. Who and which page sent it is stamped here;
 * nothing but a participant of the sender's own meeting can be addressed.
 */
@Injectable()
export class SignalingGateway {
  constructor(private readonly meetings: LiveMeetings) {}

  @Handles('signaling:send-signal')
  sendSignal(
    caller: Caller,
    payload: PayloadOf<'signaling:send-signal'>,
  ): ReplyOf<'signaling:send-signal'> {
    const { to, toPageId, sequence, signal } = payload;
    const { meeting, seat } = this.meetings.of(caller);
    const receiver = meeting.participant(to);
    if (!receiver || receiver === seat || seat.pageId === null)
      throw Refusal.of('not-found', 'No such other participant in this meeting');
    if (countMediaSections(signal) > maxMediaSections)
      throw Refusal.of('invalid', 'Too many media sections');
    if (!receiver.page || receiver.pageId !== toPageId) return { isDelivered: false };
    receiver.page.send('signaling:signal-sent', {
      from: seat.participantId,
      fromPageId: seat.pageId,
      sequence,
      signal: meeting.hidesAddresses ? withoutAddresses(signal) : signal,
    });
    return { isDelivered: true };
  }
}

function countMediaSections(signal: Signal): number {
  if (!('description' in signal)) return 0;
  return signal.description.sdp.match(/^m=/gm)?.length ?? 0;
}
