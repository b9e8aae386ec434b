/** One planned meeting. */
export interface CalendarEvent {
  /** The same for the same meeting, so that a second file changes the entry instead of adding one. */
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly link: string;
  readonly startsAt: Date;
  readonly minutes: number;
  readonly madeAt: Date;
}

/** The event as an iCalendar file (RFC 5545): lines of 75 octets at most, in UTC, so that no time zone is left to guess. */
export function calendarFile(event: CalendarEvent): string {
  const { startsAt, minutes, link } = event;
  const endsAt = new Date(startsAt.getTime() + minutes * 60_000);
  const description = [event.description, link].filter((text) => text !== '').join('\n\n');
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Parley//Rooms//EN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${escaped(event.uid)}`,
    `DTSTAMP:${utc(event.madeAt)}`,
    `DTSTART:${utc(startsAt)}`,
    `DTEND:${utc(endsAt)}`,
    `SUMMARY:${escaped(event.title)}`,
    `DESCRIPTION:${escaped(description)}`,
    `LOCATION:${escaped(link)}`,
    `URL:${link}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** `20261121T130000Z` */
const utc = (moment: Date) => moment.toISOString().replaceAll(/[-:]|\.\d{3}/g, '');

/** RFC 5545 §3.3.11. */
const escaped = (text: string) =>
  text.replaceAll(/[\\;,]/g, String.raw`\$&`).replaceAll(/\r\n|\r|\n/g, String.raw`\n`);

const encoder = new TextEncoder();
/** RFC 5545 §3.1, the space that begins a folded line included. */
const lineOctets = 75;

/** Never cuts a character in two: counted in octets, split by code points. */
function folded(line: string): string {
  let octets = 0;
  let text = '';
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > lineOctets) {
      text += '\r\n ';
      octets = 1;
    }
    text += character;
    octets += size;
  }
  return text;
}
