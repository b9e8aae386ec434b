import type * as z from 'zod';
import { Refusal } from './refusal';

/** More, and longer ones, would only make the answer long: a refusal stays below 1 kB (security.md §3). */
const maxIssues = 5;
const maxPathLength = 60;
const maxMessageLength = 80;

/** Turns what zod found into the refusal `invalid`, with paths and reasons but without the values. */
export function invalid(what: string, error: z.ZodError): Refusal {
  return Refusal.of('invalid', `${what} is not valid`, {
    issues: error.issues.slice(0, maxIssues).map((issue) => ({
      path: [what, ...issue.path.map(String)].join('.').slice(0, maxPathLength),
      message: messageOf(issue),
    })),
  });
}

/** zod lists unknown keys as the sender wrote them; the sender knows them, and they may be long. */
function messageOf(issue: z.core.$ZodIssue): string {
  return issue.code === 'unrecognized_keys'
    ? 'Unrecognized key'
    : issue.message.slice(0, maxMessageLength);
}
