import { randomUUID } from 'node:crypto';
import {
  clientEvents,
  may,
  Role,
  type ClientEvent,
  type ClientEventName,
  type Result,
} from '@parley/contract';
import { LiveMeetings } from '../meetings/live-meetings';
import { MeetingRoom } from '../meetings/testing/meeting-room';
import type { PageInMeeting } from '../meetings/testing/page-in-meeting';
import { samplePayloads } from '../meetings/testing/sample-payloads';
import { startApi, type Agent, type TestApi } from '../testing/start-api';
import { LiftedRates } from './testing/lifted-rates';

const names = Object.keys(clientEvents) as ClientEventName[];
const eventOf = (name: ClientEventName): ClientEvent => clientEvents[name];
const whileWaiting = names.filter((name) => eventOf(name).states.includes('waiting'));
const beyondWaiting = names.filter((name) => !whileWaiting.includes(name));
const isAllowed = (name: ClientEventName, role: Role) => {
  const { states, permission } = eventOf(name);
  return states.includes('admitted') && (!permission || may(role, permission));
};
const cells = Role.options.flatMap((role) => names.map((name) => ({ role, name })));

/** A meeting with one actor of each kind, somebody to act on, somebody who waits, and a witness. */
class Stage {
  private constructor(
    readonly room: MeetingRoom,
    readonly host: PageInMeeting,
    readonly witness: PageInMeeting,
    readonly waiting: PageInMeeting,
    readonly actor: PageInMeeting,
    private readonly shareId: string,
  ) {}

  /** `owner` where many stages are set: one address makes only so many accounts. */
  static async set(api: TestApi, role: Role, owner?: Agent): Promise<Stage> {
    const room = await MeetingRoom.create(api, {}, owner);
    const host = await room.joinAsHost();
    const actor = role === 'host' ? host : await room.joinAs(role, 'Actor', host);
    const witness = await room.join('Witness');
    const shareId = randomUUID();
    const sample = samplePayloads(idsOf(witness, witness, shareId));
    await witness.ask('files:announce-share', { ...sample['files:announce-share'], id: shareId });
    await host.ask('moderation:set-lobby', { hasLobby: true });
    const waiting = await room.open(await room.seat('Waiting'));
    await waiting.enter();
    await witness.catchUp();
    return new Stage(room, host, witness, waiting, actor, shareId);
  }

  payloadOf(name: ClientEventName): unknown {
    return samplePayloads({
      ...idsOf(this.actor, this.witness, this.shareId),
      waiting: this.waiting.id,
    })[name];
  }

  /** Everything about the meeting that anybody could change. */
  state(api: TestApi): string {
    const meeting = api.get(LiveMeetings).get(this.host.seat.meetingId);
    if (!meeting) return 'over';
    const { isLocked, hasLobby, messages, removals, recording, liberties, suspended } = meeting;
    const shares = [...meeting.shares.keys()];
    const seats = [...meeting.seats.values()].map(
      ({ role, name, standing, publications, ...seat }) => [
        role,
        name,
        standing,
        publications,
        seat.isHandRaised,
        seat.withheld,
        seat.granted,
        seat.recordingConsent,
      ],
    );
    const standing = [isLocked, hasLobby, liberties, suspended];
    return JSON.stringify([standing, messages, removals, recording, shares, seats]);
  }
}

function idsOf(actor: PageInMeeting, other: PageInMeeting, share: string) {
  return {
    pageId: actor.pageId,
    other: other.id,
    otherPageId: other.pageId,
    waiting: randomUUID(),
    share,
    recording: randomUUID(),
  };
}

function codeOf(result: Result<unknown>): string {
  return result.ok ? 'granted' : result.error.code;
}

describe('the table of events', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({ database: 'sqlite', realtime: { rates: new LiftedRates() } });
  });
  afterAll(() => api.close());

  /** Sends and says what came of it, with the state before and after and what the witness saw. */
  async function attempt(stage: Stage, by: PageInMeeting, name: ClientEventName) {
    const before = stage.state(api);
    const seenBefore = stage.witness.happened.length + stage.witness.signals.length;
    const result = await by.sendAnything(name, stage.payloadOf(name));
    await stage.witness.catchUp();
    const seen = stage.witness.happened.length + stage.witness.signals.length - seenBefore;
    return { code: codeOf(result), isUnchanged: stage.state(api) === before, seen };
  }

  describe.each(Role.options)('lets an admitted %s', (role) => {
    const granted = cells.filter((cell) => cell.role === role && isAllowed(cell.name, role));
    let owner: Agent;
    let stage: Stage;
    beforeAll(async () => {
      owner = await api.signedIn('Hanna');
    });
    beforeEach(async () => {
      stage = await Stage.set(api, role, owner);
    });
    afterEach(() => stage.room.close());

    it.each(granted)('send $name', async ({ name }) => {
      const result = await stage.actor.sendAnything(name, stage.payloadOf(name));
      // What only the feature knows may still refuse, with a code that the contract lists for it.
      const code = codeOf(result);
      expect(['granted', ...eventOf(name).errors]).toContain(code);
      expect(code === 'forbidden' && name !== 'files:withdraw-share').toBe(false);
    });
  });

  describe.each(Role.options)('refuses an admitted %s', (role) => {
    const refused = cells.filter((cell) => cell.role === role && !isAllowed(cell.name, role));
    if (refused.length === 0) return it('nothing', () => expect(may(role, 'moderate')).toBe(true));
    let stage: Stage;
    beforeAll(async () => {
      stage = await Stage.set(api, role);
    });
    afterAll(() => stage.room.close());

    it.each(refused)('$name, and nobody notices', async ({ name }) => {
      expect(await attempt(stage, stage.actor, name)).toEqual({
        code: 'forbidden',
        isUnchanged: true,
        seen: 0,
      });
    });
  });

  describe('refuses who waits', () => {
    let stage: Stage;
    beforeAll(async () => {
      stage = await Stage.set(api, 'host');
    });
    afterAll(() => stage.room.close());

    it.each(beyondWaiting)('%s, and nobody notices', async (name) => {
      const outcome = await attempt(stage, stage.waiting, name);
      expect(outcome).toEqual({ code: 'forbidden', isUnchanged: true, seen: 0 });
      expect(stage.waiting.happened).toEqual([]);
    });
  });

  describe.each(['host', 'participant'] as const)(
    'refuses a %s whose page has not entered',
    (role) => {
      let stage: Stage;
      let page: PageInMeeting;
      beforeAll(async () => {
        stage = await Stage.set(api, role);
        page = await stage.room.open(stage.actor.seat, randomUUID());
      });
      afterAll(() => stage.room.close());

      it.each(beyondWaiting)('%s, and nobody notices', async (name) => {
        expect(await attempt(stage, page, name)).toEqual({
          code: 'forbidden',
          isUnchanged: true,
          seen: 0,
        });
      });
    },
  );

  describe('refuses a moderator of another meeting', () => {
    let stage: Stage;
    let foreign: PageInMeeting;
    beforeAll(async () => {
      stage = await Stage.set(api, 'host');
      foreign = await (await MeetingRoom.create(api)).joinAsHost();
    });
    afterAll(() => {
      foreign.close();
      stage.room.close();
    });
    const addressed = names.filter((name) =>
      /participantId|"to"|"id"/.test(
        JSON.stringify(
          clientEvents[name].payload.toJSONSchema?.({ io: 'input', unrepresentable: 'any' }) ?? '',
        ),
      ),
    );

    it.each(addressed)('%s with ids of this one: nothing happens here', async (name) => {
      const outcome = await attempt(stage, foreign, name);
      expect(outcome).toMatchObject({ isUnchanged: true, seen: 0 });
      expect(['not-found', 'granted']).toContain(outcome.code);
    });
  });

  describe.each([
    ['removed', 'removed'],
    ['blocked', 'blocked'],
    ['left', 'seat-gone'],
    ['ended', 'meeting-ended'],
    ['denied', 'denied'],
  ] as const)('lets no socket in with a token that is %s', (how, code) => {
    it('whatever it wants to send', async () => {
      const stage = await Stage.set(api, 'participant');
      const { host, actor, waiting, room } = stage;
      const { seat } = how === 'denied' ? waiting : actor;
      const participantId = seat.participantId;
      if (how === 'left') await actor.ask('meetings:leave', {});
      else if (how === 'ended') await host.ask('meetings:end', {});
      else if (how === 'denied') await host.ask('moderation:deny', { participantId });
      else
        await host.ask('moderation:remove-participant', {
          participantId,
          block: how === 'blocked',
        });
      await expect(room.open(seat)).rejects.toMatchObject({ failure: { code } });
      room.close();
    });
  });
});
