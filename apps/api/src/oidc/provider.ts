import { Injectable } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import * as client from 'openid-client';
import { Farewells } from '../auth/farewells';
import { type OidcSettings } from '../config/oidc-settings';
import { Settings } from '../config/settings';
import { Refusal } from '../errors/refusal';
import { Claims } from './claims';
import type { SignInSecrets } from './pending-sign-ins';
import { isUnreachable, refusalOfGrant } from './provider-failures';

/** Somebody waits in front of an empty page meanwhile. */
const timeoutSeconds = 8;

/** The OpenID provider of the settings. It is looked up when somebody first wants to sign in: the server starts without it. */
@Injectable()
export class Provider {
  private found: Promise<client.Configuration> | undefined;

  constructor(
    private readonly settings: Settings,
    private readonly logger: PinoLogger,
    farewells: Farewells,
  ) {
    logger.setContext(Provider.name);
    farewells.register(() => this.signOutAddress());
  }

  get name(): string | null {
    return this.settings.oidc?.name ?? null;
  }

  /** Refuses with `not-found` where no provider is set up, with `provider-unavailable` where it is away. */
  async assertReachable(): Promise<void> {
    await this.configuration();
  }

  /** Where to send the browser. */
  async signInAddress(
    secrets: SignInSecrets,
    redirectUri: string,
    isOnceMore: boolean,
  ): Promise<string> {
    const configuration = await this.configuration();
    const address = client.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: this.oidc.scopes,
      state: secrets.state,
      nonce: secrets.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(secrets.codeVerifier),
      code_challenge_method: 'S256',
      // Who is signed in here already proves it anew: what the provider remembers is no proof.
      ...(isOnceMore && { prompt: 'login' }),
    });
    return address.href;
  }

  /**
   * Changes the code in the address that the browser came back to for what the provider says of the person, checked:
   * state, issuer, audience, times, nonce and signature. Refuses with `provider-denied`, `provider-refused` or
   * `provider-unavailable`.
   */
  async claimsBehind(address: URL, secrets: SignInSecrets): Promise<Claims> {
    const configuration = await this.configuration();
    try {
      const tokens = await client.authorizationCodeGrant(configuration, address, {
        expectedState: secrets.state,
        expectedNonce: secrets.nonce,
        pkceCodeVerifier: secrets.codeVerifier,
        idTokenExpected: true,
      });
      const claims = Claims.parse(tokens.claims());
      if (claims.email !== undefined || !configuration.serverMetadata().userinfo_endpoint)
        return claims;
      // Many providers put names and emails there only.
      const more = await client.fetchUserInfo(configuration, tokens.access_token, claims.sub);
      return Claims.parse({ ...more, sub: claims.sub });
    } catch (error) {
      this.logger.warn({ reason: String(error) }, 'sign-in through the provider failed');
      throw refusalOfGrant(error);
    }
  }

  /**
   * Where whoever signed in through the provider ends that sign-in; null where the operator does not want it, or the
   * provider has no such page or is away. It asks the person, as nothing of theirs is kept to prove who they are.
   * Source: OpenID Connect RP-Initiated Logout 1.0, section 2
   */
  async signOutAddress(): Promise<string | null> {
    if (this.settings.oidc?.signsOutThere !== true) return null;
    const configuration = await this.configuration().catch((error: unknown) => {
      this.logger.warn({ reason: String(error) }, 'signed out here alone');
      return null;
    });
    if (!configuration?.serverMetadata().end_session_endpoint) return null;
    const back = new URL('/sign-in', this.settings.publicUrl).href;
    return client.buildEndSessionUrl(configuration, { post_logout_redirect_uri: back }).href;
  }

  /** As the provider calls itself: its half of who somebody is. */
  get issuer(): string {
    return this.oidc.issuer.replace(/\/$/, '');
  }

  private get oidc(): OidcSettings {
    if (!this.settings.oidc) throw Refusal.of('not-found', 'No provider is set up');
    return this.settings.oidc;
  }

  /** Looked up once; a failed look-up is forgotten, so that the next person tries again. */
  private async configuration(): Promise<client.Configuration> {
    this.found ??= discover(this.oidc);
    try {
      return await this.found;
    } catch (cause) {
      this.found = undefined;
      const reason = isUnreachable(cause) ? 'cannot be reached' : 'cannot be used';
      this.logger.warn({ reason: String(cause), issuer: this.issuer }, `the provider ${reason}`);
      throw Refusal.of('provider-unavailable', `The provider ${reason}`, { cause });
    }
  }
}

function discover(oidc: OidcSettings): Promise<client.Configuration> {
  const issuer = new URL(oidc.issuer);
  // Signatures are checked although the tokens come straight from the provider (alg none, a borrowed key).
  const execute = [client.enableNonRepudiationChecks];
  if (issuer.protocol === 'http:') execute.push(client.allowInsecureRequests);
  const authentication = authenticationOf(oidc.clientSecret);
  return client.discovery(issuer, oidc.clientId, undefined, authentication, {
    execute,
    timeout: timeoutSeconds,
  });
}

/** In the header unless the provider takes it in the body only (OpenID Connect Discovery 1.0, 3: the header is the default). */
function authenticationOf(secret: string | undefined): client.ClientAuth {
  if (secret === undefined) return client.None();
  const inHeader = client.ClientSecretBasic(secret);
  const inBody = client.ClientSecretPost(secret);
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return (methods.includes('client_secret_basic') ? inHeader : inBody)(server, ...rest);
  };
}
