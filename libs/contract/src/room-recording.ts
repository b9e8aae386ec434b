import * as z from 'zod';

/** What somebody said to being recorded. */
export const RecordingConsent = z.enum(['agreed', 'declined']);
export type RecordingConsent = z.infer<typeof RecordingConsent>;

/** `may-decline`: everybody is recorded but who declines. `must-agree`: nobody is recorded but who agrees. */
export const ConsentRule = z.enum(['may-decline', 'must-agree']);
export type ConsentRule = z.infer<typeof ConsentRule>;

/** What is kept with a recording about somebody: what they said, or that the door they came through said it for them to know. */
export const RecordedConsent = z.enum([...RecordingConsent.options, 'told-at-door']);
export type RecordedConsent = z.infer<typeof RecordedConsent>;

/** True for whoever belongs in no recording, neither picture nor sound. The recorder's page and everybody's own use this one. */
export function isLeftOut(person: {
  readonly consent: RecordingConsent | undefined;
  readonly rule: ConsentRule;
}): boolean {
  if (person.consent === undefined) return person.rule === 'must-agree';
  return person.consent === 'declined';
}

/** What a room says of recordings of its meetings. */
export const RoomRecording = z.strictObject({
  /** True where the first moderator's page starts one. */
  startsByItself: z.boolean(),
  consent: ConsentRule,
  /** True where a second moderator's page records along, to take over when the first one is gone. */
  recordsAlong: z.boolean(),
  /** After how many days they are deleted; null for as long as the server keeps any. */
  days: z.number().int().min(1).max(3_650).nullable(),
  /** True where those with an account who were in the meeting may see them, too. */
  forParticipants: z.boolean(),
});
export type RoomRecording = z.infer<typeof RoomRecording>;

export const usualRoomRecording: RoomRecording = {
  startsByItself: false,
  consent: 'may-decline',
  recordsAlong: false,
  days: null,
  forParticipants: false,
};
