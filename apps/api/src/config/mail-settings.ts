import * as z from 'zod';

/** The server that takes our mail, and whom it says it is from. */
export interface MailSettings {
  readonly url: string;
  readonly from: string;
}

const isMailServer = (text: string) =>
  URL.canParse(text) && /^smtps?:$/.test(new URL(text).protocol) && new URL(text).hostname !== '';
/** `address` or `Name <address>`; one line, because it becomes a header. */
const sender = /^(?:[^<>\p{Cc}]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/u;

/** The variables that settings.ts takes in with the others. */
export const mailVariables = {
  SMTP_URL: z
    .string()
    .refine(isMailServer, 'must be like smtps://user:password@mail.example:465')
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(sender, 'must be an address, like Parley <parley@meet.example>')
    .optional(),
};

interface MailValues {
  readonly SMTP_URL?: string | undefined;
  readonly MAIL_FROM?: string | undefined;
}

/** What is missing, by the name of the setting. */
export function mailComplaints({ SMTP_URL, MAIL_FROM }: MailValues): (readonly [string, string])[] {
  if ((SMTP_URL === undefined) === (MAIL_FROM === undefined)) return [];
  return SMTP_URL === undefined
    ? [['SMTP_URL', 'is missing: MAIL_FROM alone does not say which server takes the mail']]
    : [['MAIL_FROM', 'is missing: SMTP_URL needs it, mail must be from somebody']];
}

export function mailSettingsOf({ SMTP_URL, MAIL_FROM }: MailValues): MailSettings | undefined {
  return SMTP_URL !== undefined && MAIL_FROM !== undefined
    ? { url: SMTP_URL, from: MAIL_FROM }
    : undefined;
}
