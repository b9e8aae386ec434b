import * as z from 'zod';
import { isOrigin } from './web-origin';

const sentence =
  'must list the sites that may show rooms in their pages, like https://intranet.example,https://www.example';

/** Off by default: no other site shows a page of ours in its own. */
export const embedVariables = {
  EMBED_ORIGINS: z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(z.string().refine(isOrigin, sentence)))
    .transform((origins) => origins.map((text) => new URL(text).origin))
    .default([]),
};
