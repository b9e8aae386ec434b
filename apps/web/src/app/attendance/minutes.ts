const minuteMs = 60_000;

/** Whole minutes of a time that may still go on. */
export function minutesBetween(from: string, to: string | null, now: Date): number {
  const endMs = to === null ? now.getTime() : Date.parse(to);
  return Math.max(0, Math.floor((endMs - Date.parse(from)) / minuteMs));
}
