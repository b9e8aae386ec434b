import type { Happening, MeetingEvent, Participant } from '@parley/contract';

/** The people list of a page that took a snapshot and then every event: the least that a client has to do. */
export function peopleAfter(
  participants: readonly Participant[],
  events: readonly MeetingEvent[],
): Participant[] {
  return events.reduce<Participant[]>(
    (people, { happening }) => after(people, happening),
    [...participants],
  );
}

function after(people: Participant[], happening: Happening): Participant[] {
  const change = (id: string, news: Partial<Participant>) =>
    people.map((one) => (one.id === id ? { ...one, ...news } : one));
  switch (happening.type) {
    case 'meetings:participant-joined':
      return [...people, happening.participant];
    case 'meetings:participant-left':
      return people.filter(({ id }) => id !== happening.participantId);
    case 'meetings:connection-changed': {
      const { participantId, pageId, isConnected, isAway } = happening;
      return change(participantId, { pageId, isConnected, isAway });
    }
    case 'meetings:publications-changed':
      return change(happening.participantId, { publications: happening.publications });
    case 'meetings:hand-changed':
      return change(happening.participantId, { isHandRaised: happening.isHandRaised });
    case 'moderation:role-changed':
      return change(happening.participantId, { role: happening.role });
    default:
      return people;
  }
}
