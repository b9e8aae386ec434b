import { cleanLine, DisplayName, Email, limits } from '@parley/contract';
import * as z from 'zod';

/** What a provider says of somebody, as far as we read it. A claim that makes no sense counts as not made. */
export const Claims = z.object({
  /** OpenID Connect Core, 2: at most 255 ASCII characters. */
  sub: z.string().min(1).max(255),
  email: Email.optional().catch(undefined),
  /** Some providers write it as a text. */
  email_verified: z
    .union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')])
    .optional()
    .catch(undefined),
  name: z.string().optional().catch(undefined),
  preferred_username: z.string().optional().catch(undefined),
});
export type Claims = z.output<typeof Claims>;

/** What somebody is called here: the first claim that makes a name, cleaned as names are; the start of the email at worst. */
export function nameIn({ name, preferred_username, email }: Claims): string {
  const candidates = [name, preferred_username, email?.split('@')[0]];
  for (const candidate of candidates) {
    const shortened = cleanLine(candidate ?? '').slice(0, limits.nameLength);
    const parsed = DisplayName.safeParse(shortened);
    if (parsed.success) return parsed.data;
  }
  return 'Guest';
}
