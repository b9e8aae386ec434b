import * as z from 'zod';

/** The bucket in which finished recordings are kept. */
export interface S3Settings {
  /** Absent: Amazon's own, by region. */
  readonly endpoint: string | undefined;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Before every key; ends with a slash, or is empty. */
  readonly prefix: string;
  /** The bucket stands in the path of addresses, not in their host name. */
  readonly forcePathStyle: boolean;
}

const isEndpoint = (text: string) =>
  URL.canParse(text) &&
  /^https?:$/.test(new URL(text).protocol) &&
  new URL(text).origin === text.replace(/\/$/, '').toLowerCase();

/** Amazon's rules, which the others share. */
const bucketName = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const prefixParts = /^[\w-]+(\/[\w-]+)*\/?$/;

/** The variables that settings.ts takes in with the others. */
export const s3Variables = {
  S3_ENDPOINT: z
    .string()
    .refine(isEndpoint, 'must be an http or https address without a path, like https://s3.example')
    .transform((text) => text.replace(/\/$/, ''))
    .optional(),
  S3_REGION: z
    .string()
    .regex(/^[a-z0-9-]+$/, 'must be a region, like eu-central-1')
    .optional(),
  S3_BUCKET: z.string().regex(bucketName, 'must be the name of a bucket').optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  S3_PREFIX: z
    .string()
    .regex(prefixParts, 'must be letters, digits, dashes and slashes, like parley/recordings')
    .transform((text) => text.replace(/\/?$/, '/'))
    .optional(),
  S3_FORCE_PATH_STYLE: z
    .enum(['true', 'false'], 'must be true or false')
    .transform((text) => text === 'true')
    .optional(),
};

type S3Values = Readonly<
  Partial<{
    [Name in keyof typeof s3Variables]: z.output<(typeof s3Variables)[Name]>;
  }>
>;
type Whole = S3Values & {
  readonly S3_BUCKET: string;
  readonly S3_ACCESS_KEY_ID: string;
  readonly S3_SECRET_ACCESS_KEY: string;
};

const needed = ['S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;

/** What is missing, by the name of the setting. */
export function s3Complaints(values: S3Values): (readonly [string, string])[] {
  const given = (Object.keys(s3Variables) as (keyof S3Values)[]).find(
    (name) => values[name] !== undefined,
  );
  if (given === undefined) return [];
  return needed
    .filter((name) => values[name] === undefined)
    .map((name) => [name, `is missing: ${given} alone does not say where recordings go`] as const);
}

export function s3SettingsOf(values: S3Values): S3Settings | undefined {
  if (!isWhole(values)) return undefined;
  return {
    endpoint: values.S3_ENDPOINT,
    region: values.S3_REGION ?? 'us-east-1',
    bucket: values.S3_BUCKET,
    accessKeyId: values.S3_ACCESS_KEY_ID,
    secretAccessKey: values.S3_SECRET_ACCESS_KEY,
    prefix: values.S3_PREFIX ?? '',
    // Few servers but Amazon's have a host name for every bucket.
    forcePathStyle: values.S3_FORCE_PATH_STYLE ?? values.S3_ENDPOINT !== undefined,
  };
}

function isWhole(values: S3Values): values is Whole {
  return needed.every((name) => values[name] !== undefined);
}
