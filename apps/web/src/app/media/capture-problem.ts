import * as z from 'zod';
import type { Source } from '@parley/contract';

/** The two sources that are captured from a device; screens are asked for anew each time. */
export type CaptureSource = Extract<Source, 'microphone' | 'camera'>;

/**
 * Why there is no microphone or camera. `insecure`: plain HTTP. `denied`: blocked for this site. `system-denied`: blocked for
 * the whole browser. `dismissed`: the question was closed without an answer. `lost`: it was there and went away.
 */
export type CaptureProblem =
  'insecure' | 'denied' | 'system-denied' | 'dismissed' | 'not-found' | 'busy' | 'lost' | 'failed';

const DeviceError = z.object({ name: z.string(), message: z.string().default('') });

const byName: Readonly<Record<string, CaptureProblem>> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'not-found',
  OverconstrainedError: 'not-found',
  NotReadableError: 'busy',
  AbortError: 'busy',
};

/** Reads what getUserMedia rejected with. Source: W3C Media Capture and Streams, getUserMedia() exceptions. */
export function problemFrom(error: unknown): CaptureProblem {
  const parsed = DeviceError.safeParse(error);
  if (!parsed.success) return 'failed';
  if (parsed.data.name === 'NotAllowedError') {
    if (/dismissed/i.test(parsed.data.message)) return 'dismissed';
    if (/by system/i.test(parsed.data.message)) return 'system-denied';
  }
  return byName[parsed.data.name] ?? 'failed';
}
