import { Injectable } from '@nestjs/common';
import type { Result } from '@parley/contract';
import { PinoLogger } from 'nestjs-pino';
import { Refusal } from '../errors/refusal';
import { refusalOf } from '../errors/refusal-filter';
import { Clock } from './clock';
import { EventGate } from './event-gate';
import { EventRates } from './event-rates';
import type { Handler } from './handles.decorator';
import { HandlerRegistry } from './handler-registry';
import type { Caller, SocketSeat } from './socket-seat';
import { Strikes } from './strikes';

type Acknowledge = (result: Result<unknown>) => void;

/**
 * Takes every event of every socket through the contract's table: rate, state, permission, payload, handler, answer.
 * Nest's own gateways bind by name and let what they do not know pass without a word; here what is not in the table
 * is refused, and the acknowledgement always answers, whatever a handler does.
 */
@Injectable()
export class Dispatcher {
  /** Of the seat, not of the socket: who was closed for flooding and comes back is closed at the next burst. */
  private readonly strikes = new WeakMap<SocketSeat, Strikes>();

  constructor(
    private readonly registry: HandlerRegistry,
    private readonly rates: EventRates,
    private readonly clock: Clock,
    private readonly logger: PinoLogger,
  ) {
    logger.setContext(Dispatcher.name);
  }

  /** Returns the receiver of one socket's events. */
  receiverFor(caller: Caller): (name: unknown, ...args: unknown[]) => void {
    const gate = new EventGate(this.rates, this.strikesOf(caller.seat));
    return (name, ...args) => this.receive(gate, caller, name, args);
  }

  private receive(gate: EventGate, caller: Caller, name: unknown, args: unknown[]): void {
    if (gate.isShut) return;
    const acknowledge = takeAcknowledge(args);
    const answered = caller.page.expectAnswer();
    const answer = (result: Result<unknown>): void => {
      acknowledge(result);
      answered();
    };
    const refuse = (error: unknown): void => answer(this.failure(error, name, caller));
    try {
      const event = this.registry.find(name);
      gate.passRate(event?.name, caller, this.clock.elapsedMs());
      if (!event) throw Refusal.of('invalid', 'There is no such event');
      const payload = gate.admit(event.name, caller, args);
      const reply: unknown = event.handle(caller, payload as Parameters<Handler>[1]);
      // An answer that is ready goes out at once, so that nothing that happens next can overtake it.
      if (reply instanceof Promise) reply.then((data) => answer({ ok: true, data }), refuse);
      else answer({ ok: true, data: reply });
    } catch (error) {
      refuse(error);
    }
  }

  private strikesOf(seat: SocketSeat): Strikes {
    const known = this.strikes.get(seat) ?? new Strikes();
    this.strikes.set(seat, known);
    return known;
  }

  private failure(error: unknown, name: unknown, { seat }: Caller): Result<never> {
    const refusal = refusalOf(error);
    if (refusal.code === 'internal') {
      const { roomId, meetingId, participantId } = seat;
      const event = String(name).slice(0, 64);
      this.logger.error({ err: error, event, roomId, meetingId, participantId }, 'event failed');
    }
    return { ok: false, error: refusal.toFailure() };
  }
}

/** A client that wants no acknowledgement still gets its event handled. */
function takeAcknowledge(args: unknown[]): Acknowledge {
  const last = args.at(-1);
  if (typeof last !== 'function') return () => undefined;
  args.pop();
  return last as Acknowledge;
}
