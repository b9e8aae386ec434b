import * as z from 'zod';
import { sizeInBytes } from './size';

/** How long recordings are kept, and how much room they may take; undefined for as long and as much as there is. */
export interface RecordingSettings {
  readonly days: number | undefined;
  /** Of the recordings of one person's rooms. */
  readonly personQuotaBytes: number | undefined;
  /** Of all together. */
  readonly quotaBytes: number | undefined;
}

/** The variables that settings.ts takes in with the others. */
export const recordingVariables = {
  RECORDING_DAYS: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, 'must be a whole number of days from 1 to 9999')
    .transform(Number)
    .optional(),
  RECORDING_QUOTA_PER_PERSON: sizeInBytes.optional(),
  RECORDING_QUOTA: sizeInBytes.optional(),
};

interface RecordingValues {
  readonly RECORDING_DAYS?: number | undefined;
  readonly RECORDING_QUOTA_PER_PERSON?: number | undefined;
  readonly RECORDING_QUOTA?: number | undefined;
}

export function recordingSettingsOf(values: RecordingValues): RecordingSettings {
  return {
    days: values.RECORDING_DAYS,
    personQuotaBytes: values.RECORDING_QUOTA_PER_PERSON,
    quotaBytes: values.RECORDING_QUOTA,
  };
}
