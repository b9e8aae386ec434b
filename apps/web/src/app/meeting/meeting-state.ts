import type { Happening, MeetingEvent, MeetingSnapshot, Participant } from '@parley/contract';

/** Everything this page knows about the meeting: the server's truth as of `sequence`, and where our clock stands to its. */
export type MeetingState = Omit<MeetingSnapshot, 'serverTime'> & {
  /** Server clock minus own clock, so that durations do not depend on a laptop's clock being right. */
  readonly clockOffsetMs: number;
  /** Who muted whom, by participant, for those who have not unmuted since; as far as this page saw it. */
  readonly mutedBy?: Readonly<Record<string, string>>;
};

/**
 * Takes a snapshot as the new truth. Only history is kept from before, as far as it is of the same meeting: a server that
 * restarted has forgotten what was written and shared, and this page has not.
 */
export function stateFrom(
  snapshot: MeetingSnapshot,
  nowMs: number,
  before: MeetingState | null = null,
): MeetingState {
  const { serverTime, ...rest } = snapshot;
  const state = { ...rest, clockOffsetMs: Date.parse(serverTime) - nowMs };
  if (before?.meetingId !== state.meetingId) return state;
  return {
    ...state,
    // A server that restarted has forgotten this, too.
    wasRecorded: (state.wasRecorded ?? false) || (before.wasRecorded ?? false),
    messages: united(before.messages, state.messages, ({ sentAt }) => sentAt),
    shares: isForgetful(before, state)
      ? united(before.shares, state.shares, ({ announcedAt }) => announcedAt)
      : state.shares,
  };
}

/** True where the server knows nothing of what was here before. Otherwise a share that it does not list was withdrawn. */
function isForgetful(before: MeetingState, after: MeetingState): boolean {
  const listed = new Set([...after.messages, ...after.shares].map(({ id }) => id));
  return ![...before.messages, ...before.shares].some(({ id }) => listed.has(id));
}

/** Both without doubles, in the order of their moments; what the server says of an item counts. */
function united<Item extends { readonly id: string }>(
  known: readonly Item[],
  listed: readonly Item[],
  momentOf: (item: Item) => string,
): Item[] {
  const items = new Map([...known, ...listed].map((item) => [item.id, item]));
  return [...items.values()].sort((a, b) => Date.parse(momentOf(a)) - Date.parse(momentOf(b)));
}

/** Applies one numbered event; one that was seen before changes nothing, so that resuming twice is harmless. */
export function applyEvent(state: MeetingState, event: MeetingEvent): MeetingState {
  if (event.sequence <= state.sequence) return state;
  return { ...applyHappening(state, event.happening), sequence: event.sequence };
}

/** What the meeting is after something happened in it. Pure; unknown participants leave it as it was. */
export function applyHappening(state: MeetingState, happening: Happening): MeetingState {
  switch (happening.type) {
    case 'meetings:participant-joined':
      return { ...state, participants: withParticipant(state, happening.participant) };
    case 'meetings:participant-left':
      return withoutParticipant(state, happening.participantId);
    case 'meetings:connection-changed': {
      const { participantId, pageId, isConnected, isAway = false } = happening;
      return changeParticipant(state, participantId, { pageId, isConnected, isAway });
    }
    case 'meetings:publications-changed':
      return changePublications(state, happening);
    case 'meetings:hand-changed':
      return changeParticipant(state, happening.participantId, {
        isHandRaised: happening.isHandRaised,
      });
    case 'meetings:profile-changed':
      return changeProfile(state, happening);
    case 'moderation:role-changed':
      return changeParticipant(state, happening.participantId, { role: happening.role });
    case 'moderation:withheld-changed':
      return changeParticipant(state, happening.participantId, {
        withheld: happening.withheld,
        granted: happening.granted ?? [],
      });
    default:
      return applyRoomHappening(state, happening);
  }
}

type RoomHappening = Exclude<
  Happening,
  {
    type:
      | 'meetings:participant-joined'
      | 'meetings:participant-left'
      | 'meetings:connection-changed'
      | 'meetings:publications-changed'
      | 'meetings:hand-changed'
      | 'meetings:profile-changed'
      | 'moderation:role-changed'
      | 'moderation:withheld-changed';
  }
>;

function applyRoomHappening(state: MeetingState, happening: RoomHappening): MeetingState {
  switch (happening.type) {
    case 'meetings:ceilings-changed':
      return { ...state, ceilings: happening.ceilings };
    case 'moderation:liberties-changed':
      return { ...state, liberties: happening.liberties };
    case 'moderation:everyone-muted':
      return mutedBut(state, happening);
    case 'moderation:all-hands-lowered':
      return { ...state, participants: state.participants.map(withHandLowered) };
    case 'moderation:suspension-changed': {
      const { isSuspended, liberties, isLocked } = happening;
      return { ...state, isSuspended, liberties, isLocked };
    }
    // Told, and nothing else.
    case 'moderation:unmute-asked':
    case 'recordings:picture-taken':
    case 'moderation:person-allowed-again':
      return state;
    case 'moderation:lock-changed':
      return { ...state, isLocked: happening.isLocked };
    case 'moderation:lobby-changed':
      return { ...state, hasLobby: happening.hasLobby };
    case 'moderation:waiting-changed':
      return { ...state, waiting: happening.waiting };
    case 'chat:message-sent':
      return { ...state, messages: withItem(state.messages, happening.message) };
    case 'files:share-announced':
      return { ...state, shares: withItem(state.shares, happening.share) };
    case 'files:share-withdrawn':
      return { ...state, shares: state.shares.filter(({ id }) => id !== happening.shareId) };
    case 'files:limit-changed':
      return { ...state, largestFileBytes: happening.largestFileBytes };
    case 'recordings:recording-started':
    case 'recordings:recorder-changed':
      return { ...state, recording: happening.recording, wasRecorded: true };
    case 'recordings:recording-stopped':
      return isRunning(state, happening) ? { ...state, recording: null } : state;
    case 'recordings:standby-changed':
      return changeStandby(state, happening);
    case 'recordings:pause-changed':
    case 'recordings:keeping-changed':
      return changeRecording(state, happening);
    case 'recordings:consent-changed':
      return changeParticipant(state, happening.participantId, {
        recordingConsent: happening.consent,
      });
    case 'recordings:rules-changed':
      return { ...state, roomRecording: happening.rules };
  }
}

const isRunning = ({ recording }: MeetingState, happening: { readonly recordingId: string }) =>
  recording?.recordingId === happening.recordingId;

type RecordingChanged = Extract<
  Happening,
  { type: 'recordings:pause-changed' | 'recordings:keeping-changed' }
>;

function changeRecording(state: MeetingState, happening: RecordingChanged): MeetingState {
  const { recording } = state;
  if (!recording || !isRunning(state, happening)) return state;
  if (happening.type === 'recordings:keeping-changed')
    return { ...state, recording: { ...recording, isKept: happening.isKept } };
  const { isPaused, pausedMs } = happening;
  return { ...state, recording: { ...recording, isPaused, pausedMs } };
}

type StandbyChanged = Extract<Happening, { type: 'recordings:standby-changed' }>;

function changeStandby(state: MeetingState, happening: StandbyChanged): MeetingState {
  if (!state.recording || !isRunning(state, happening)) return state;
  const { standbyParticipantId: _, ...recording } = state.recording;
  const { participantId } = happening;
  return {
    ...state,
    recording: { ...recording, ...(participantId && { standbyParticipantId: participantId }) },
  };
}

function withParticipant(state: MeetingState, participant: Participant): Participant[] {
  return [...state.participants.filter(({ id }) => id !== participant.id), participant];
}

function withoutParticipant(state: MeetingState, id: string): MeetingState {
  return { ...state, participants: state.participants.filter((one) => one.id !== id) };
}

function changeParticipant(
  state: MeetingState,
  id: string,
  change: Partial<Participant>,
): MeetingState {
  return {
    ...state,
    participants: state.participants.map((one) => (one.id === id ? { ...one, ...change } : one)),
  };
}

type ProfileChanged = Extract<Happening, { type: 'meetings:profile-changed' }>;

function changeProfile(state: MeetingState, happening: ProfileChanged): MeetingState {
  const { participantId, name, pictureId } = happening;
  const participants = state.participants.map((one) => {
    if (one.id !== participantId) return one;
    const { pictureId: _, ...rest } = one;
    return { ...rest, name, ...(pictureId !== null && { pictureId }) };
  });
  return { ...state, participants };
}

type PublicationsChanged = Extract<Happening, { type: 'meetings:publications-changed' }>;

function changePublications(
  state: MeetingState,
  { participantId: id, publications, by }: PublicationsChanged,
): MeetingState {
  const after = changeParticipant(state, id, { publications });
  const wasOn = state.participants.find((one) => one.id === id)?.publications.microphone ?? false;
  if (publications.microphone) {
    const { [id]: _, ...mutedBy } = state.mutedBy ?? {};
    return { ...after, mutedBy };
  }
  return by && wasOn ? { ...after, mutedBy: { ...state.mutedBy, [id]: by.name } } : after;
}

type EveryoneMuted = Extract<Happening, { type: 'moderation:everyone-muted' }>;

const withHandLowered = (one: Participant): Participant => ({ ...one, isHandRaised: false });

function mutedBut(state: MeetingState, happening: EveryoneMuted): MeetingState {
  const { by, except = [] } = happening;
  const spared = [by.participantId, ...except];
  const muted = state.participants.filter(
    ({ id, publications }) => !spared.includes(id) && publications.microphone,
  );
  return {
    ...state,
    mutedBy: { ...state.mutedBy, ...Object.fromEntries(muted.map(({ id }) => [id, by.name])) },
    participants: state.participants.map((one) =>
      spared.includes(one.id)
        ? one
        : { ...one, publications: { ...one.publications, microphone: false } },
    ),
  };
}

/** The same id twice is one item: a message that was acknowledged late may come twice. */
function withItem<Item extends { readonly id: string }>(
  items: readonly Item[],
  item: Item,
): Item[] {
  return [...items.filter(({ id }) => id !== item.id), item];
}
