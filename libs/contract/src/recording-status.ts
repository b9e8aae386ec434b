import * as z from 'zod';

export const RecordingStatus = z.enum(['recording', 'processing', 'ready', 'recovered', 'failed']);
export type RecordingStatus = z.infer<typeof RecordingStatus>;
