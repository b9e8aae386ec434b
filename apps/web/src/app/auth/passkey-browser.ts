import { InjectionToken } from '@angular/core';
import type { NewPasskey, PasskeyCreation, PasskeyRequest, PasskeySignIn } from '@parley/contract';

/** Why the browser gave nothing: the person said no or took too long, or the authenticator has one already. */
export class PasskeyTrouble extends Error {
  override readonly name = 'PasskeyTrouble';
  constructor(
    readonly reason: 'cancelled' | 'known-already',
    cause: unknown,
  ) {
    super(`no passkey: ${reason}`, { cause });
  }
}

/** WebAuthn in this browser. Both throw PasskeyTrouble. */
export interface PasskeyBrowser {
  create(options: PasskeyCreation): Promise<NewPasskey['credential']>;
  /** With `isAutofill` the browser offers passkeys in the email field and this waits until one is chosen. */
  get(options: PasskeyRequest, isAutofill: boolean): Promise<PasskeySignIn['credential']>;
  hasAutofill(): Promise<boolean>;
  /** Ends what waits for the person. */
  cancel(): Promise<void>;
}

/** Loaded when it is needed: few people sign in this way, all of them load the page. */
const library = () => import('@simplewebauthn/browser');

const browser: PasskeyBrowser = {
  async create(optionsJSON) {
    const { startRegistration } = await library();
    return orTrouble(async () => {
      const { id, rawId, type, response } = await startRegistration({ optionsJSON });
      const { clientDataJSON, attestationObject, transports } = response;
      return {
        id,
        rawId,
        type,
        response: { clientDataJSON, attestationObject, ...(transports && { transports }) },
      };
    });
  },
  async get(optionsJSON, useBrowserAutofill) {
    const { startAuthentication } = await library();
    return orTrouble(async () => {
      const signed = await startAuthentication({ optionsJSON, useBrowserAutofill });
      const { id, rawId, type, response } = signed;
      const { clientDataJSON, authenticatorData, signature, userHandle } = response;
      return {
        id,
        rawId,
        type,
        response: {
          clientDataJSON,
          authenticatorData,
          signature,
          ...(userHandle !== undefined && { userHandle }),
        },
      };
    });
  },
  async hasAutofill() {
    return (await library()).browserSupportsWebAuthnAutofill();
  },
  async cancel() {
    (await library()).WebAuthnAbortService.cancelCeremony();
  },
};

/** The browser's WebAuthn, as a port. */
export const PASSKEY_BROWSER = new InjectionToken<PasskeyBrowser>('passkey browser', {
  factory: () => browser,
});

/** The names of WebAuthn's exceptions; the library keeps them. Everything but a known passkey is a "no" to the person. */
async function orTrouble<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    const isKnown = cause instanceof Error && cause.name === 'InvalidStateError';
    throw new PasskeyTrouble(isKnown ? 'known-already' : 'cancelled', cause);
  }
}
