import * as z from 'zod';

const crockford = '0123456789abcdefghjkmnpqrstvwxyz';

/** `abcd-efgh-jkmn`: twelve Crockford base32 symbols (60 bits), readable over the phone. Look-alikes are read as what was meant. */
export const RoomId = z
  .string()
  .max(40)
  .transform((text) =>
    text.toLowerCase().replaceAll('o', '0').replaceAll(/[il]/g, '1').replaceAll('-', ''),
  )
  .pipe(z.string().regex(new RegExp(`^[${crockford}]{12}$`), 'not a room id'))
  .transform((text) => `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}`)
  .meta({ examples: ['abcd-efgh-jkmn'] });
export type RoomId = z.infer<typeof RoomId>;

/** Makes a room id from 12 or more random bytes; the caller brings the randomness. */
export function roomIdFrom(randomBytes: Uint8Array): RoomId {
  const symbols = Array.from(randomBytes.subarray(0, 12), (byte) => crockford.charAt(byte & 31));
  return RoomId.parse(symbols.join(''));
}

/** A server-made id that grants nothing by itself: accounts, meetings, participants, messages, recordings. */
export const Id = z.uuid();
export type Id = z.infer<typeof Id>;

/** 256 random bits in base64url: whoever holds one may do what it stands for. Stored only hashed. */
export const Secret = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/, 'not a token')
  .meta({ examples: ['Zk0xS3pYb1Q2N2J1c0hVd2E5ZVJtTnZqTHRQaUdjRDQ'] });
export type Secret = z.infer<typeof Secret>;

/** Lower-case hexadecimal SHA-256. */
export const Sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'not a SHA-256')
  .meta({
    examples: ['9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
  });
export type Sha256 = z.infer<typeof Sha256>;

/** A moment as ISO 8601 in UTC with milliseconds. */
export const Moment = z.iso.datetime({ precision: 3 });
export type Moment = z.infer<typeof Moment>;
