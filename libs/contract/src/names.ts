import * as z from 'zod';
import { safeFileName } from './file-names';
import { limits } from './limits';

/**
 * Controls, zero-width and direction marks, fillers, tags, the empty Braille cell, lone surrogates: nothing that a name
 * needs, and enough to look like somebody else's. Variation selectors stay: without them hearts lose their colour.
 */
const invisible =
  /(?![\uFE00-\uFE0F])[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\u2028\u2029\u2800\uFFF9-\uFFFB]/gu;
/** Something that leaves ink where it stands. */
const visible = /[^\p{M}\p{Z}]/u;
/** More than three marks on one letter is decoration that climbs over its neighbours. */
const stackedMarks = /(\p{M}{3})\p{M}+/gu;

/** Makes a text one clean line: NFKC, no control or direction characters, single spaces, trimmed. */
export function cleanLine(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/\s/gu, ' ')
    .replaceAll(invisible, '')
    .replaceAll(stackedMarks, '$1')
    .replaceAll(/ {2,}/g, ' ')
    .trim();
}

const line = (maxLength: number) =>
  z
    .string()
    .max(maxLength * 8)
    .transform(cleanLine)
    .pipe(
      z
        .string()
        .min(1, 'empty')
        .max(maxLength)
        .refine((text) => visible.test(text), 'empty'),
    );

/** What a person is called in a meeting or account. */
export const DisplayName = line(limits.nameLength);
export const RoomName = line(limits.roomNameLength);
export const RecordingTitle = line(limits.roomNameLength * 2);

/** A file's name as the sender's system gave it, made safe to save under. What no system gives is refused for its length. */
export const FileName = z
  .string()
  .max(limits.fileNameLength * 4)
  .transform((text) => safeFileName(cleanLine(text)))
  .pipe(z.string().min(1, 'empty').max(limits.fileNameLength))
  .meta({ examples: ['site-plan.dwg'] });

/** Text of several lines, perhaps none: controls other than tab and newline are dropped. */
export const cleanText = (maxLength: number) =>
  z
    .string()
    .max(maxLength)
    .transform((text) =>
      text
        .normalize('NFC')
        .replaceAll(/[\p{Cs}]|(?![\n\t])\p{Cc}/gu, '')
        .trim(),
    );

export const MessageText = cleanText(limits.chatTextLength).pipe(z.string().min(1, 'empty'));

export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .max(limits.emailLength)
  .pipe(z.email())
  .meta({ examples: ['hanna@example.org'] });
export const AccountPassword = z
  .string()
  .min(limits.accountPasswordMinLength)
  .max(limits.passwordMaxLength);
export const RoomPassword = z.string().min(1).max(limits.passwordMaxLength);
