import ICAL from 'ical.js';
import { calendarFile, type CalendarEvent } from './calendar-file';

const event: CalendarEvent = {
  uid: 'kmtw-hqre-xvna-20261201T0900@parley.example.org',
  title: 'Board; plans, part 2 \\ “später”',
  description: `Bring your plans.\nRoom 4; second floor, ${'ägypten 𝄞 '.repeat(20)}`,
  link: 'https://parley.example.org/r/kmtw-hqre-xvna',
  startsAt: new Date('2026-12-01T09:00:00.000Z'),
  minutes: 90,
  madeAt: new Date('2026-11-21T13:00:00.000Z'),
};

describe('the calendar file of a meeting', () => {
  const text = calendarFile(event);

  it('is read by another program as it was meant', () => {
    const parsed = new ICAL.Component(ICAL.parse(text));
    const entry = new ICAL.Event(parsed.getFirstSubcomponent('vevent') ?? undefined);
    expect(entry.uid).toBe(event.uid);
    expect(entry.summary).toBe(event.title);
    expect(entry.description).toBe(`${event.description}\n\n${event.link}`);
    expect(entry.location).toBe(event.link);
    expect(entry.startDate.toJSDate()).toEqual(event.startsAt);
    expect(entry.endDate.toJSDate()).toEqual(new Date('2026-12-01T10:30:00.000Z'));
    expect(
      parsed.getFirstSubcomponent('vevent')?.getFirstPropertyValue('dtstamp')?.toString(),
    ).toBe('2026-11-21T13:00:00Z');
  });

  it('has lines of 75 octets at most that end as the standard wants, and cuts no character', () => {
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
    const lines = text.split('\r\n');
    expect(lines.some((line) => line.startsWith(' '))).toBe(true);
    for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(text).not.toContain('\uFFFD');
  });

  it('lets nobody smuggle in lines of their own', () => {
    const title = 'Board\r\nATTENDEE:mailto:mallory@example.org';
    const parsed = new ICAL.Component(ICAL.parse(calendarFile({ ...event, title })));
    const entry = parsed.getFirstSubcomponent('vevent');
    expect(entry?.getFirstProperty('attendee')).toBeNull();
  });
});
