import * as z from 'zod';

/** Opus speaks clearly from 16 on, a face can be read from 100 on: what allows less is better switched off. */
const ceilingFrom = (leastKbps: number) => z.number().int().min(leastKbps).max(100_000).nullable();

/** The most that each sender may send to each receiver, in kilobits a second; null for no ceiling. */
export const Ceilings = z.strictObject({
  /** A microphone, and a shared screen's sound. */
  audioKbps: ceilingFrom(16),
  /** A camera. */
  videoKbps: ceilingFrom(100),
  screenKbps: ceilingFrom(100),
});
export type Ceilings = z.infer<typeof Ceilings>;

export const noCeilings: Ceilings = { audioKbps: null, videoKbps: null, screenKbps: null };
