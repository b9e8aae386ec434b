import type { ClientEventName, PayloadOf, ReplyOf } from '@parley/contract';
import type { Caller } from './socket-seat';

/** Does what one event asks for and returns the reply; throws a Refusal to say no. */
export type Handler<Name extends ClientEventName = ClientEventName> = (
  caller: Caller,
  payload: PayloadOf<Name>,
) => ReplyOf<Name> | Promise<ReplyOf<Name>>;

export const handlesKey = Symbol('parley:handles');

/**
 * Makes a method of a provider the one handler of a client event. By the time it runs, payload, state, permission and
 * rate have been checked against the contract; what is left is what only the feature knows.
 */
export function Handles<Name extends ClientEventName>(name: Name) {
  return <Method extends Handler<Name>>(
    target: object,
    key: string | symbol,
    _descriptor: TypedPropertyDescriptor<Method>,
  ): void => {
    Reflect.defineMetadata(handlesKey, name, target, key);
  };
}
