import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import type { NewPasskey, PasskeyCreation, PasskeyRequest, PasskeySignIn } from '@parley/contract';

const userPresent = 0x01;
const userVerified = 0x04;
const hasKey = 0x40;

/** What a dishonest page or authenticator does differently. */
export interface Forgery {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly counter?: number;
  readonly userHandle?: string;
  /** False: nobody touched the finger to it. */
  readonly isVerified?: boolean;
  readonly type?: string;
  readonly credentialId?: string;
  /** Signs with a key of its own. */
  readonly key?: KeyObject;
}

const base64url = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64url');
const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest();

/** An authenticator and the browser around it, with one ES256 passkey: as WebAuthn Level 3, 6.1 and 6.5.1 lay its bytes out. */
export class SoftwareAuthenticator {
  private readonly keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  readonly credentialId = base64url(randomBytes(32));
  private userHandle: string | undefined;
  private counter = 0;

  constructor(private readonly origin: string) {}

  create(options: PasskeyCreation, forgery: Forgery = {}): NewPasskey['credential'] {
    this.userHandle = options.user.id;
    const id = Buffer.from(this.credentialId, 'base64url');
    const key = Buffer.concat([Buffer.alloc(16), lengthOf(id), id, this.coseKey()]);
    const authData = this.authenticatorData(forgery.rpId ?? options.rp.id, hasKey, forgery, key);
    return {
      id: this.credentialId,
      rawId: this.credentialId,
      type: 'public-key',
      response: {
        clientDataJSON: this.clientData('webauthn.create', options.challenge, forgery),
        attestationObject: base64url(attestationOf(authData)),
        transports: ['internal'],
      },
    };
  }

  get(options: PasskeyRequest, forgery: Forgery = {}): PasskeySignIn['credential'] {
    this.counter += 1;
    const id = forgery.credentialId ?? this.credentialId;
    const authData = this.authenticatorData(forgery.rpId ?? options.rpId, 0, forgery);
    const clientDataJSON = this.clientData('webauthn.get', options.challenge, forgery);
    const signed = Buffer.concat([authData, sha256(Buffer.from(clientDataJSON, 'base64url'))]);
    const userHandle = forgery.userHandle ?? this.userHandle;
    return {
      id,
      rawId: id,
      type: 'public-key',
      response: {
        clientDataJSON,
        authenticatorData: base64url(authData),
        signature: base64url(sign('sha256', signed, forgery.key ?? this.keys.privateKey)),
        ...(userHandle !== undefined && { userHandle }),
      },
    };
  }

  private clientData(type: string, challenge: string, forgery: Forgery): string {
    return base64url(
      JSON.stringify({
        type: forgery.type ?? type,
        challenge: forgery.challenge ?? challenge,
        origin: forgery.origin ?? this.origin,
        crossOrigin: false,
      }),
    );
  }

  private authenticatorData(
    rpId: string,
    more: number,
    { isVerified = true, counter = this.counter }: Forgery,
    attested: Uint8Array = new Uint8Array(),
  ): Buffer {
    const head = Buffer.alloc(5);
    head.writeUInt8(userPresent | (isVerified ? userVerified : 0) | more, 0);
    head.writeUInt32BE(counter, 1);
    return Buffer.concat([sha256(rpId), head, attested]);
  }

  /** RFC 9053, 7.1.1: kty EC2, alg ES256, crv P-256, x, y. */
  private coseKey(): Buffer {
    const { x = '', y = '' } = this.keys.publicKey.export({ format: 'jwk' });
    return Buffer.concat([
      Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]),
      Buffer.from(x, 'base64url'),
      Buffer.from([0x22, 0x58, 0x20]),
      Buffer.from(y, 'base64url'),
    ]);
  }
}

function lengthOf(bytes: Uint8Array): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return length;
}

const cborText = (text: string) =>
  Buffer.concat([Buffer.from([0x60 + text.length]), Buffer.from(text)]);

/** `{ fmt: 'none', attStmt: {}, authData }` in CBOR. */
function attestationOf(authData: Uint8Array): Buffer {
  return Buffer.concat([
    Buffer.from([0xa3]),
    cborText('fmt'),
    cborText('none'),
    cborText('attStmt'),
    Buffer.from([0xa0]),
    cborText('authData'),
    Buffer.from([0x59]),
    lengthOf(authData),
    authData,
  ]);
}
