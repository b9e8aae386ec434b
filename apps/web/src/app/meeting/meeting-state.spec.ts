import {
  type Happening,
  type MeetingSnapshot,
  noCeilings,
  type Participant,
  type RunningRecording,
  usualLiberties,
  usualRecordingPlan,
  usualRoomRecording,
} from '@parley/contract';
import { applyEvent, applyHappening, type MeetingState, stateFrom } from './meeting-state';
import { nothingPublished } from './publications';

const at = '2026-01-01T10:00:00.000Z';
const hanna = person('hanna', { role: 'host' });
const ann = person('ann');
const by = { participantId: 'hanna', name: 'Hanna' };

function person(id: string, more: Partial<Participant> = {}): Participant {
  return {
    id,
    name: id,
    role: 'participant',
    pageId: `page-${id}`,
    publications: { ...nothingPublished, microphone: true, camera: true },
    isHandRaised: false,
    isConnected: true,
    joinedAt: at,
    ...more,
  };
}

const snapshot: MeetingSnapshot = {
  sequence: 7,
  meetingId: 'meeting',
  roomId: 'abcd-efgh-jkmn',
  roomName: 'Board',
  startedAt: at,
  serverTime: at,
  isLocked: false,
  hasLobby: false,
  hidesAddresses: false,
  ceilings: noCeilings,
  liberties: usualLiberties,
  largestFileBytes: null,
  maxParticipants: 8,
  self: 'hanna',
  participants: [hanna, ann],
  waiting: [],
  messages: [],
  shares: [],
  recording: null,
  roomRecording: usualRoomRecording,
};
const state = stateFrom(snapshot, Date.parse(at) - 500);

function after(...happenings: Happening[]): MeetingState {
  return happenings.reduce(applyHappening, state);
}
const annAfter = (...happenings: Happening[]) =>
  after(...happenings).participants.find(({ id }) => id === 'ann');

describe('stateFrom', () => {
  it('notes how far our clock is from the server’s', () => {
    expect(state.clockOffsetMs).toBe(500);
  });

  const message = (id: string, minute: number) => {
    const sentAt = `2026-01-01T10:0${minute}:00.000Z`;
    return { id, from: 'ann', fromName: 'Ann', text: id, sentAt };
  };
  const manifest = {
    name: 'a',
    sizeBytes: 1,
    mediaType: '',
    pieceSizeBytes: 16384,
    rootHash: '',
  };
  const share = { id: 's', from: 'ann', fromName: 'Ann', to: null, manifest, announcedAt: at };
  const known = stateFrom({ ...snapshot, messages: [message('a', 1)], shares: [share] }, 0);

  it('keeps the history that a restarted server has forgotten, in its order', () => {
    const forgetful = { ...snapshot, sequence: 90, messages: [message('b', 2)] };
    const { messages, shares } = stateFrom(forgetful, 0, known);
    expect(messages.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(shares).toEqual([share]);
  });

  it('drops a share that a server with a memory does not list any more', () => {
    const remembering = { ...snapshot, messages: [message('a', 1), message('b', 2)] };
    const { messages, shares } = stateFrom(remembering, 0, known);
    expect([messages.length, shares]).toEqual([2, []]);
  });

  it('keeps nothing of another meeting', () => {
    const { messages, shares } = stateFrom({ ...snapshot, meetingId: 'next' }, 0, known);
    expect([messages, shares]).toEqual([[], []]);
  });
});

describe('applyEvent', () => {
  const lock: Happening = { type: 'moderation:lock-changed', isLocked: true, by };

  it('applies a new event and remembers its number, gaps or not', () => {
    expect(applyEvent(state, { sequence: 12, at, happening: lock })).toMatchObject({
      sequence: 12,
      isLocked: true,
    });
  });

  it('leaves the state alone when an event comes a second time', () => {
    expect(applyEvent(state, { sequence: 7, at, happening: lock })).toBe(state);
  });
});

describe('applyHappening', () => {
  it('adds who joined, and never twice', () => {
    const joined = { type: 'meetings:participant-joined', participant: person('bob') } as const;
    expect(after(joined, joined).participants.map(({ id }) => id)).toEqual(['hanna', 'ann', 'bob']);
  });

  it('takes out who left', () => {
    const left = {
      type: 'meetings:participant-left',
      participantId: 'ann',
      reason: 'left',
      by: null,
    } as const;
    expect(after(left).participants).toEqual([hanna]);
  });

  it('keeps the tile of somebody whose socket went, and notes their new page', () => {
    expect(
      annAfter({
        type: 'meetings:connection-changed',
        participantId: 'ann',
        pageId: 'new',
        isConnected: false,
      }),
    ).toMatchObject({ pageId: 'new', isConnected: false });
  });

  it('follows publications, hands and roles', () => {
    expect(
      annAfter(
        {
          type: 'meetings:publications-changed',
          participantId: 'ann',
          publications: nothingPublished,
          by,
        },
        { type: 'meetings:hand-changed', participantId: 'ann', isHandRaised: true, by: null },
        { type: 'moderation:role-changed', participantId: 'ann', role: 'moderator', by },
      ),
    ).toMatchObject({ publications: nothingPublished, isHandRaised: true, role: 'moderator' });
  });

  it('calls and shows somebody as their account has it now', () => {
    const type = 'meetings:profile-changed';
    const about = { type, participantId: 'ann', name: 'Anna' } as const;
    expect(annAfter({ ...about, pictureId: 'new' })).toMatchObject({
      name: 'Anna',
      pictureId: 'new',
    });
    expect(
      annAfter({ ...about, pictureId: 'new' }, { ...about, pictureId: null }),
    ).not.toHaveProperty('pictureId');
  });

  it('mutes everyone but the moderator who asked for it', () => {
    const { participants } = after({ type: 'moderation:everyone-muted', by });
    expect(participants.map(({ publications }) => publications.microphone)).toEqual([true, false]);
    const spared = after({ type: 'moderation:everyone-muted', by, except: ['ann'] });
    expect(spared.participants.map(({ publications }) => publications.microphone)).toEqual([
      true,
      true,
    ]);
    expect(spared.mutedBy).toEqual({});
  });

  it('follows lock, lobby and who waits', () => {
    const waiting = [{ participantId: 'dee', name: 'Dee', askedAt: at, wasRemoved: true }];
    expect(
      after(
        { type: 'moderation:lock-changed', isLocked: true, by },
        { type: 'moderation:lobby-changed', hasLobby: true, by: null },
        { type: 'moderation:waiting-changed', waiting },
      ),
    ).toMatchObject({ isLocked: true, hasLobby: true, waiting });
  });

  it('keeps one copy of a message or share that comes twice, and drops a withdrawn share', () => {
    const message = { id: 'm', from: 'ann', fromName: 'Ann', text: 'hi', sentAt: at };
    const manifest = {
      name: 'a',
      sizeBytes: 1,
      mediaType: '',
      pieceSizeBytes: 16384,
      rootHash: '',
    };
    const share = { id: 's', from: 'ann', fromName: 'Ann', to: null, manifest, announcedAt: at };
    const sent = { type: 'chat:message-sent', message } as const;
    const announced = { type: 'files:share-announced', share } as const;
    expect(after(sent, sent, announced, announced)).toMatchObject({
      messages: [message],
      shares: [share],
    });
    expect(after(announced, { type: 'files:share-withdrawn', shareId: 's' }).shares).toEqual([]);
  });

  describe('of a recording', () => {
    const running = (recordingId: string): RunningRecording => ({
      ...{ recordingId, participantId: 'hanna', startedAt: at },
      ...{ plan: usualRecordingPlan, isPaused: false, pausedMs: 0, isKept: true },
    });
    const started = { type: 'recordings:recording-started', recording: running('r'), by } as const;

    it('ends only the one that was stopped', () => {
      const stopped = (recordingId: string) =>
        ({ type: 'recordings:recording-stopped', recordingId, by }) as const;
      expect(after(started, stopped('other')).recording).toEqual(running('r'));
      expect(after(started, stopped('r')).recording).toBeNull();
    });

    it('pauses only the one that is meant, and lets it go on', () => {
      const paused = (recordingId: string, isPaused: boolean) =>
        ({ type: 'recordings:pause-changed', recordingId, isPaused, pausedMs: 0, by }) as const;
      expect(after(started, paused('other', true)).recording?.isPaused).toBe(false);
      expect(after(paused('r', true)).recording).toBeNull();
      expect(after(started, paused('r', true)).recording?.isPaused).toBe(true);
      expect(after(started, paused('r', true), paused('r', false)).recording).toEqual(running('r'));
    });

    it('knows how long it has paused, and whether the server keeps it', () => {
      const resumed = { type: 'recordings:pause-changed', isPaused: false, by } as const;
      const state = after(started, { ...resumed, recordingId: 'r', pausedMs: 4_000 });
      expect(state.recording).toMatchObject({ isPaused: false, pausedMs: 4_000 });
      const full = { type: 'recordings:keeping-changed', isKept: false } as const;
      expect(after(started, { ...full, recordingId: 'r' }).recording?.isKept).toBe(false);
      expect(after(started, { ...full, recordingId: 'other' }).recording?.isKept).toBe(true);
    });

    it('goes on as another where somebody recorded along', () => {
      const recording = { ...running('next'), participantId: 'ann' };
      const changed = { type: 'recordings:recorder-changed', recordingId: 'r', recording } as const;
      expect(after(started, changed).recording).toEqual(recording);
    });

    it('knows who records along, and nobody any more once it is said so', () => {
      const told = (recordingId: string, participantId: string | null) =>
        ({ type: 'recordings:standby-changed', recordingId, participantId }) as const;
      const along = { ...running('r'), standbyParticipantId: 'ann' };
      expect(after(started, told('r', 'ann')).recording).toEqual(along);
      expect(after(started, told('other', 'ann')).recording).toEqual(running('r'));
      expect(after(started, told('r', 'ann'), told('r', null)).recording).toEqual(running('r'));
    });

    it('knows what each one said to it, and what the room says of it', () => {
      const said = (consent: 'agreed' | 'declined') =>
        ({ type: 'recordings:consent-changed', participantId: 'ann', consent }) as const;
      const consentIn = ({ participants }: MeetingState) =>
        participants.map(({ recordingConsent }) => recordingConsent);
      expect(consentIn(after(said('agreed')))).toEqual([undefined, 'agreed']);
      expect(consentIn(after(said('agreed'), said('declined')))).toEqual([undefined, 'declined']);
      const rules = { ...usualRoomRecording, consent: 'must-agree' } as const;
      expect(after({ type: 'recordings:rules-changed', rules }).roomRecording).toEqual(rules);
    });
  });
});
