const day = new Intl.DateTimeFormat('en', { weekday: 'long', day: 'numeric', month: 'long' });
const clock = new Intl.DateTimeFormat('en', { hour: 'numeric', minute: '2-digit' });

/** `2 days`, `3 hours`, `12 minutes`, `40 seconds`: as exactly as anybody wants to know. */
function inWords(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000));
  for (const [size, unit] of [
    [86_400, 'day'],
    [3_600, 'hour'],
    [60, 'minute'],
  ] as const)
    if (seconds >= 2 * size) return `${Math.round(seconds / size)} ${unit}s`;
  return seconds === 1 ? '1 second' : `${seconds} seconds`;
}

/** What a room says that lets nobody in, or not this person. */
export const closedDoor = {
  signIn: 'Sign in',
  accountsOnly: {
    heading: 'For people with an account',
    text: 'This room takes no guests. Sign in, and you come back here.',
  },
  invitedOnly: {
    heading: 'By invitation only',
    text: 'Open the invitation link that you were sent, or ask whoever sent you here for one.',
  },
  closed: {
    heading: 'This room is closed',
    text: 'The time for which it was open is over. Ask whoever invited you.',
  },
  notOpen: (opensAt: string, leftMs: number) => {
    const at = new Date(opensAt);
    return {
      heading: `Opens on ${day.format(at)} at ${clock.format(at)}`,
      text:
        leftMs > 0
          ? `In ${inWords(leftMs)}. Keep this page open: it lets you in by itself.`
          : 'Now.',
    };
  },
} as const;
