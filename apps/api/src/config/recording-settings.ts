import * as z from 'zod';

/** How long recordings are kept, and how much room they may take; undefined for as long and as much as there is. */
export interface RecordingSettings {
  readonly days: number | undefined;
  /** Of the recordings of one person's rooms. */
  readonly personQuotaBytes: number | undefined;
  /** Of all together. */
  readonly quotaBytes: number | undefined;
}

const unitBytes = { MB: 1e6, GB: 1e9, TB: 1e12 } as const;
const size = /^(?<amount>\d{1,6}(?:\.\d{1,3})?) ?(?<unit>MB|GB|TB)$/;

function bytesOf(text: string): number {
  const { amount = '0', unit = 'MB' } = size.exec(text)?.groups ?? {};
  return Math.round(Number(amount) * unitBytes[unit as keyof typeof unitBytes]);
}

const Size = z.string().regex(size, 'must be a size, like 500MB, 20GB or 1.5TB').transform(bytesOf);

/** The variables that settings.ts takes in with the others. */
export const recordingVariables = {
  RECORDING_DAYS: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, 'must be a whole number of days from 1 to 9999')
    .transform(Number)
    .optional(),
  RECORDING_QUOTA_PER_PERSON: Size.optional(),
  RECORDING_QUOTA: Size.optional(),
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
