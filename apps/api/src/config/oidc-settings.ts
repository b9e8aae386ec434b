import * as z from 'zod';

const isThisMachine = (hostname: string) => ['localhost', '127.0.0.1', '[::1]'].includes(hostname);

function isIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, search, hash } = new URL(text);
  const isSafe = protocol === 'https:' || (protocol === 'http:' && isThisMachine(hostname));
  return isSafe && search === '' && hash === '';
}

/** OpenID Connect: the variables of the environment. */
export const oidcVariables = {
  OIDC_ISSUER: z
    .string()
    .refine(isIssuer, 'must be an https address, like https://login.example.org/realms/ours')
    .optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().trim().min(1, 'must not be empty').max(40, 'must be short').optional(),
  OIDC_SCOPES: z
    .string()
    .trim()
    .refine((text) => text.split(/ +/).includes('openid'), 'must have openid among its scopes')
    .default('openid profile email'),
  OIDC_SIGN_OUT: z.enum(['here', 'everywhere'], 'must be here or everywhere').default('here'),
};

interface OidcValues {
  readonly OIDC_ISSUER?: string | undefined;
  readonly OIDC_CLIENT_ID?: string | undefined;
  readonly OIDC_CLIENT_SECRET?: string | undefined;
  readonly OIDC_NAME?: string | undefined;
  readonly OIDC_SCOPES: string;
  readonly OIDC_SIGN_OUT: 'here' | 'everywhere';
}

/** An OpenID provider that people may sign in through. */
export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  /** Undefined for a public client: PKCE alone protects its codes. */
  readonly clientSecret: string | undefined;
  /** On the button: `Sign in with …`. */
  readonly name: string;
  readonly scopes: string;
  /** Whoever signs out of Parley does so at the provider, too. */
  readonly signsOutThere: boolean;
}

/** Undefined where none is set up. */
export function oidcSettingsOf(values: OidcValues): OidcSettings | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId } = values;
  if (issuer === undefined || clientId === undefined) return undefined;
  return {
    issuer,
    clientId,
    clientSecret: values.OIDC_CLIENT_SECRET,
    name: values.OIDC_NAME ?? new URL(issuer).hostname,
    scopes: values.OIDC_SCOPES,
    signsOutThere: values.OIDC_SIGN_OUT === 'everywhere',
  };
}

/** What is missing beside what is given, as setting and sentence. */
export function* oidcComplaints(values: OidcValues): Generator<readonly [string, string]> {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = values;
  if (OIDC_ISSUER !== undefined && OIDC_CLIENT_ID === undefined)
    yield ['OIDC_CLIENT_ID', 'is missing: OIDC_ISSUER needs it'];
  if (OIDC_ISSUER === undefined && (OIDC_CLIENT_ID ?? OIDC_CLIENT_SECRET) !== undefined)
    yield ['OIDC_ISSUER', 'is missing: the other OIDC settings say nothing of who the provider is'];
}
