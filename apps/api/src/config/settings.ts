import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { type CameraRule, CameraSize, cameraSizes } from '@parley/contract';
import * as z from 'zod';
import { embedVariables } from './embed-settings';
import { hasTurnScheme, StunUrls, TurnUrls } from './ice-urls';
import { mailComplaints, type MailSettings, mailSettingsOf, mailVariables } from './mail-settings';
import { fileRelayBytesOf, relayVariables } from './relay-settings';
import { oidcComplaints, type OidcSettings, oidcSettingsOf, oidcVariables } from './oidc-settings';
import { s3Complaints, type S3Settings, s3SettingsOf, s3Variables } from './s3-settings';
import {
  type RecordingSettings,
  recordingSettingsOf,
  recordingVariables,
} from './recording-settings';
import { SettingsError } from './settings-error';
import { isOrigin } from './web-origin';
import { storeComplaints, type Store, storeVariables } from './store-settings';

const IceServer = z.strictObject({
  urls: z.union([z.string(), z.array(z.string()).min(1)]),
  username: z.string().optional(),
  credential: z.string().optional(),
});
export type IceServer = z.infer<typeof IceServer>;

/** `loopback`, `linklocal` and `uniquelocal` are Express's names for those ranges. */
const proxyNames = ['loopback', 'linklocal', 'uniquelocal'];
const isProxy = (text: string) => {
  const [address = '', prefix] = text.split('/');
  return (
    proxyNames.includes(text) ||
    (isIP(address) !== 0 && (prefix === undefined || /^\d{1,3}$/.test(prefix)))
  );
};

const json = (text: string, context: z.RefinementCtx): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    context.addIssue({ code: 'custom', message: `is not JSON (${String(error)})` });
    return z.NEVER;
  }
};

const Size = z.enum(CameraSize.options, `must be one of ${cameraSizes.join(', ')}`);

const Variables = z.object({
  HOST: z.string().min(1, 'must not be empty').default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a whole number from 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a whole number from 0 to 65535')
    .default(3000),
  PUBLIC_URL: z
    .string()
    .refine(isOrigin, 'must be an http or https address without a path, like https://meet.example')
    .transform((text) => new URL(text).origin)
    .optional(),
  DATA_DIR: z
    .string()
    .min(1, 'must not be empty')
    .default('./data')
    .transform((path) => resolve(path)),
  ...storeVariables,
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres:// or be left away')
    .optional(),
  ICE_SERVERS: z.string().transform(json).pipe(z.array(IceServer)).default([]),
  STUN_URLS: StunUrls.default([]),
  TURN_URLS: TurnUrls.optional(),
  /** Whoever takes part sees what it signs, and could guess a short one at leisure. */
  TURN_SECRET: z.string().min(16, 'must have at least 16 characters').optional(),
  /** A mesh costs everybody one upload for each of the others: eight is what usual lines carry, sixteen what browsers bear. */
  MAX_PARTICIPANTS: z
    .string()
    .regex(/^([2-9]|1[0-6])$/, 'must be a whole number from 2 to 16')
    .transform(Number)
    .default(8),
  CAMERA_SIZE: Size.default('vga'),
  CAMERA_SIZE_MAX: Size.default('full-hd'),
  ...oidcVariables,
  SIGN_UP: z.enum(['open', 'invited'], 'must be open or invited').default('open'),
  ...embedVariables,
  ...mailVariables,
  ...recordingVariables,
  ...relayVariables,
  ...s3Variables,
  LOG_LEVEL: z
    .enum(
      ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
      'must be one of trace, debug, info, warn, error, fatal, silent',
    )
    .default('info'),
  TRUST_PROXY: z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(z.string().refine(isProxy, 'must list addresses or ranges, like 10.0.0.0/8')))
    .default([]),
});

const Environment = Variables.superRefine((values, context) => {
  const { TURN_URLS, TURN_SECRET, CAMERA_SIZE, CAMERA_SIZE_MAX } = values;
  const complain = (setting: string, message: string) =>
    context.addIssue({ code: 'custom', path: [setting], message });
  if (TURN_URLS && TURN_SECRET === undefined)
    complain('TURN_SECRET', "is missing: TURN_URLS needs it (coturn's static-auth-secret)");
  if (cameraSizes.indexOf(CAMERA_SIZE) > cameraSizes.indexOf(CAMERA_SIZE_MAX))
    complain('CAMERA_SIZE', 'must not be larger than CAMERA_SIZE_MAX');
  for (const [setting, message] of oidcComplaints(values)) complain(setting, message);
  for (const [setting, message] of mailComplaints(values)) complain(setting, message);
  for (const [setting, message] of s3Complaints(values)) complain(setting, message);
  for (const [setting, message] of storeComplaints(values)) complain(setting, message);
  if (TURN_SECRET !== undefined && !TURN_URLS)
    complain('TURN_URLS', 'is missing: TURN_SECRET alone says nothing of where the relay is');
});

/** A relay that shares a secret with us (coturn's `use-auth-secret`). */
interface Turn {
  readonly urls: readonly string[];
  readonly secret: string;
}

/** What the operator decided, read once at the start and never changed. An empty variable counts as not given. */
export class Settings {
  readonly host: string;
  /** 0 lets the system choose a port; only tests do that. */
  readonly port: number;
  /** Scheme, host and port under which people reach Parley; every link is built from it. No slash at the end. */
  readonly publicUrl: string;
  /** Origins that our own pages have: writes and sockets from any other are refused. */
  readonly ownOrigins: readonly string[];
  /** `memory`: nothing is written anywhere, and everything is gone with the process. */
  readonly store: Store;
  /** Absolute. Not there with `store` in memory. */
  readonly dataDir: string;
  /** Absent: SQLite in the data folder. */
  readonly databaseUrl: string | undefined;
  /** Handed out as they are, beside what `stunUrls` and `turn` give. */
  readonly iceServers: readonly IceServer[];
  readonly stunUrls: readonly string[];
  readonly turn: Turn | undefined;
  /** How many may be in one meeting; its owner gets in beyond that. */
  readonly maxParticipants: number;
  /** What the door tells every page about the size of its camera's picture. */
  readonly camera: CameraRule;
  /** Undefined: people sign in with passwords and passkeys only. */
  readonly oidc: OidcSettings | undefined;
  readonly signUp: 'open' | 'invited';
  /** Sites that may show rooms in their own pages. Nobody's by default. */
  readonly embedOrigins: readonly string[];
  /** Absent: no mail is sent. */
  readonly mail: MailSettings | undefined;
  /** Absent: finished recordings stay in the data folder. */
  readonly s3: S3Settings | undefined;
  readonly recording: RecordingSettings;
  /** How much of files the server passes on at once, encrypted; 0: none. */
  readonly fileRelayBytes: number;
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
  /** Proxies whose X-Forwarded-For is believed. Nobody's by default. */
  readonly trustProxy: readonly string[];

  private constructor(values: z.output<typeof Environment>) {
    this.host = values.HOST;
    this.port = values.PORT;
    this.publicUrl = values.PUBLIC_URL ?? `http://127.0.0.1:${values.PORT}`;
    // Without a public address Parley is tried out on this machine, and people type localhost as often as 127.0.0.1.
    this.ownOrigins = values.PUBLIC_URL
      ? [this.publicUrl]
      : [this.publicUrl, `http://localhost:${values.PORT}`];
    this.store = values.STORE;
    this.dataDir = values.DATA_DIR;
    this.databaseUrl = values.DATABASE_URL;
    this.iceServers = values.ICE_SERVERS;
    this.stunUrls = values.STUN_URLS;
    this.turn =
      values.TURN_URLS && values.TURN_SECRET !== undefined
        ? { urls: values.TURN_URLS, secret: values.TURN_SECRET }
        : undefined;
    this.maxParticipants = values.MAX_PARTICIPANTS;
    this.camera = { usualSize: values.CAMERA_SIZE, largestSize: values.CAMERA_SIZE_MAX };
    this.oidc = oidcSettingsOf(values);
    this.signUp = values.SIGN_UP;
    this.embedOrigins = values.EMBED_ORIGINS;
    this.mail = mailSettingsOf(values);
    this.s3 = s3SettingsOf(values);
    this.recording = recordingSettingsOf(values);
    this.fileRelayBytes = fileRelayBytesOf(values);
    this.logLevel = values.LOG_LEVEL;
    this.trustProxy = values.TRUST_PROXY;
    Object.freeze(this);
  }

  /** Reads the environment; throws SettingsError with one sentence that names what is wrong. Unknown keys are ignored. */
  static from(environment: Readonly<Record<string, string | undefined>>): Settings {
    const given = Object.fromEntries(
      Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
    );
    const result = Environment.safeParse(given);
    if (result.success) return new Settings(result.data);
    const issue = result.error.issues[0];
    throw SettingsError.of(issue?.path ?? [], issue?.message ?? 'is not valid');
  }

  get isHttps(): boolean {
    return this.publicUrl.startsWith('https:');
  }

  /** Whether media can go through a relay at all, which hiding addresses needs. */
  get hasRelay(): boolean {
    return (
      this.turn !== undefined ||
      this.iceServers.some(({ urls }) => [urls].flat().some(hasTurnScheme))
    );
  }
}
