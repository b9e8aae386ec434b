import {
  Liberty,
  type Happening,
  type Liberties,
  mayNow,
  type Participant,
} from '@parley/contract';
import { listed } from './liberties.en';

type Of<Type extends Happening['type']> = Extract<Happening, { type: Type }>;

/** As far as news need to know how things stood before. */
export interface Before {
  readonly participants: readonly Participant[];
  readonly liberties: Liberties;
  readonly isSuspended?: boolean | undefined;
}

/** What moderators did, told to everybody; null where nothing needs telling. English is the source language. */
export function moderationNews(happening: Happening, before: Before): string | null {
  switch (happening.type) {
    case 'moderation:everyone-muted':
      return `${happening.by.name} muted everyone${butFor(happening, before)}`;
    case 'moderation:all-hands-lowered':
      return `${happening.by.name} lowered all hands`;
    case 'moderation:lock-changed':
      return `${happening.by.name} ${happening.isLocked ? 'locked' : 'unlocked'} the meeting`;
    case 'moderation:lobby-changed':
      return happening.by && `${happening.by.name} switched the lobby ${onOrOff(happening)}`;
    case 'moderation:suspension-changed':
      return happening.isSuspended
        ? `${happening.by.name} suspended everything`
        : `${happening.by.name} lets the meeting go on`;
    case 'moderation:person-allowed-again':
      return `${happening.by.name} allows ${happening.name} to come again`;
    case 'moderation:liberties-changed':
      return libertiesNews(happening, before);
    default:
      return personNews(happening, before);
  }
}

/** What was done to one, told to the others. */
function personNews(happening: Happening, before: Before): string | null {
  const id = 'participantId' in happening ? happening.participantId : null;
  const person = before.participants.find((one) => one.id === id);
  if (!person) return null;
  switch (happening.type) {
    case 'meetings:profile-changed':
      return person.name === happening.name ? null : `${person.name} is ${happening.name} now`;
    case 'moderation:role-changed':
      return roleNews(person.name, happening);
    case 'moderation:withheld-changed':
      return withheldNews(person, happening, before);
    case 'meetings:hand-changed':
      if (happening.isHandRaised) return `${person.name} raised a hand`;
      return happening.by && `${happening.by.name} lowered ${person.name}’s hand`;
    case 'meetings:publications-changed':
      return stoppedNews(person, happening, before);
    default:
      return null;
  }
}

/** " but Ann and Bob" */
function butFor(
  { except = [] }: Of<'moderation:everyone-muted'>,
  { participants }: Before,
): string {
  const spared = participants.filter(({ id }) => except.includes(id)).map(({ name }) => name);
  return spared.length > 0 ? ` but ${new Intl.ListFormat('en').format(spared)}` : '';
}

function libertiesNews({ liberties, by }: Of<'moderation:liberties-changed'>, before: Before) {
  const given = Liberty.options.filter((one) => liberties[one] && !before.liberties[one]);
  const taken = Liberty.options.filter((one) => !liberties[one] && before.liberties[one]);
  return told(by?.name ?? 'The room', 'participants', given, taken);
}

function withheldNews(
  person: Participant,
  { withheld, granted = [], by }: Of<'moderation:withheld-changed'>,
  { liberties }: Before,
): string | null {
  const { given, taken } = changeFor(person, { withheld, granted }, liberties);
  return told(by.name, person.name, given, taken);
}

/** What somebody may that they might not before, and the other way round. */
export function changeFor(
  person: Participant,
  after: Pick<Participant, 'withheld' | 'granted'>,
  liberties: Liberties,
) {
  const then = (one: Liberty) => mayNow(person, liberties, one);
  const now = (one: Liberty) => mayNow({ ...person, ...after }, liberties, one);
  return {
    given: Liberty.options.filter((one) => now(one) && !then(one)),
    taken: Liberty.options.filter((one) => then(one) && !now(one)),
  };
}

/** One sentence for both ways; null where nothing changed. */
export function told(
  by: string,
  whom: string,
  given: readonly Liberty[],
  taken: readonly Liberty[],
): string | null {
  const parts = [
    given.length > 0 ? `lets ${whom} ${listed(given)}` : '',
    taken.length > 0 ? `no longer lets ${whom} ${listed(taken)}` : '',
  ].filter(Boolean);
  return parts.length > 0 ? `${by} ${parts.join(' and ')}` : null;
}

function roleNews(name: string, { role, by }: Of<'moderation:role-changed'>): string {
  if (role === 'moderator')
    return by ? `${by.name} made ${name} a moderator` : `${name} is now a moderator`;
  if (role === 'viewer')
    return by ? `${by.name} lets ${name} only watch` : `${name} only watches now`;
  return by ? `${by.name} took ${name}’s moderator role back` : `${name} moderates no longer`;
}

/** Only where it was meant for this one: what goes off because nobody may is told once, not for each. */
function stoppedNews(
  person: Participant,
  { publications: after, by }: Of<'meetings:publications-changed'>,
  { liberties, isSuspended = false }: Before,
): string | null {
  if (!by || isSuspended) return null;
  const { publications: was, name } = person;
  const isMeant = (liberty: Liberty) => mayNow(person, liberties, liberty);
  if (was.microphone && !after.microphone && isMeant('unmute')) return `${by.name} muted ${name}`;
  if (was.camera && !after.camera && isMeant('start-camera'))
    return `${by.name} stopped ${name}’s camera`;
  if (was.screen_share && !after.screen_share && isMeant('share-screen'))
    return `${by.name} stopped ${name}’s screen share`;
  return null;
}

const onOrOff = ({ hasLobby }: { readonly hasLobby: boolean }) => (hasLobby ? 'on' : 'off');
