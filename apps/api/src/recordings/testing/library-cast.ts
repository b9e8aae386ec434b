import { randomUUID } from 'node:crypto';
import type { Room } from '@parley/contract';
import { AccountEntity } from '../../auth/account.entity';
import { UnitOfWork } from '../../database/unit-of-work';
import { MeetingEntity } from '../../meetings/meeting.entity';
import { meetingRow, seatRow } from '../../meetings/new-rows';
import { SeatEntity } from '../../meetings/seat.entity';
import { RoomsService } from '../../rooms/rooms.service';
import { FileStore } from '../../storage/file-store';
import type { Agent, SendOptions } from '../../testing/agent';
import { DeletedRecordingEntity } from '../library/deleted-recording.entity';
import { RecordingRows } from '../recording-rows';
import { thumbnailOf, videoOf } from '../recording-files';
import { noise } from './make-webm';
import type { Recorder } from './recorder';
import type { RecordingsApi } from './start-recordings';

export const roles = [
  ...['nobody', 'ticket', 'stranger', 'administrator'],
  ...['was there', 'was there, and the room shares', 'maker', 'owner'],
] as const;
export type Role = (typeof roles)[number];

/** What a recording can be when somebody asks for it. */
export const states = ['running', 'ready', 'failed', 'deleted', 'gone'] as const;
export type State = (typeof states)[number];

type Person = Awaited<ReturnType<RecordingsApi['signedIn']>>;

/** One meeting each in a room that shares its recordings and in one that does not, and everybody who may come and ask. */
export class LibraryCast {
  private constructor(
    private readonly api: RecordingsApi,
    readonly people: Readonly<
      Record<'owner' | 'maker' | 'guest' | 'stranger' | 'administrator', Person>
    >,
    private readonly meetings: Readonly<
      Record<'closed' | 'shared', Pick<MeetingEntity, 'id' | 'roomId'>>
    >,
  ) {}

  static async gather(api: RecordingsApi): Promise<LibraryCast> {
    const [owner, maker] = [await api.signedIn(), await api.signedIn()];
    const [guest, stranger] = [await api.signedIn(), await api.signedIn()];
    const administrator = await api.signedIn();
    const { id } = administrator.account;
    await api
      .get(UnitOfWork)
      .run((manager) => manager.update(AccountEntity, { id }, { isAdministrator: true }));
    const closed = await meetingOf(api, owner, guest, false);
    const shared = await meetingOf(api, owner, guest, true);
    const people = { owner, maker, guest, stranger, administrator };
    return new LibraryCast(api, people, { closed, shared });
  }

  /** The browser of somebody, and what it sends beside. */
  as(role: Role, recorder: Recorder): readonly [Agent, SendOptions] {
    const { owner, maker, guest, stranger, administrator } = this.people;
    if (role === 'nobody') return [this.api.agent(), {}];
    if (role === 'ticket')
      return [this.api.agent(), { headers: { authorization: `Bearer ${recorder.ticket}` } }];
    if (role === 'was there' || role === 'was there, and the room shares') return [guest, {}];
    return [{ owner, maker, stranger, administrator }[role], {}];
  }

  /** A recording of this state, in the room that fits the role. */
  async recording(state: State, role: Role): Promise<Recorder> {
    const { owner, maker } = this.people;
    const isShared = role === 'was there, and the room shares';
    const { id: meetingId, roomId } = this.meetings[isShared ? 'shared' : 'closed'];
    const hasFile = state === 'ready' || state === 'deleted';
    const nowMs = this.api.clock.now().getTime();
    const recorder = await this.api.record({
      ...{ meetingId, roomId, ownerId: owner.account.id, recorderAccountId: maker.account.id },
      status: state === 'running' ? 'recording' : state === 'failed' ? 'failed' : 'ready',
      ...(hasFile && { sizeBytes: 1_000, hasThumbnail: true, mp4: 'impossible' }),
      deletedAtMs: state === 'deleted' ? nowMs : null,
    });
    const { id } = recorder;
    const files = this.api.get(FileStore);
    if (hasFile) await files.put(videoOf(id), noise(1_000, 1));
    if (hasFile) await files.put(thumbnailOf(id), noise(100, 2));
    if (state === 'gone') {
      await this.api.get(RecordingRows).delete(id);
      const mine = { ownerId: owner.account.id, recorderAccountId: maker.account.id };
      const row = { id, ...mine, deletedAtMs: nowMs };
      const unitOfWork = this.api.get(UnitOfWork);
      await unitOfWork.run((manager) => manager.insert(DeletedRecordingEntity, row));
    }
    return recorder;
  }
}

/** A meeting that is over, and somebody with an account who was in it. */
async function meetingOf(
  api: RecordingsApi,
  owner: Person,
  guest: Person,
  forParticipants: boolean,
) {
  const { id } = (await owner.post('/api/rooms', { name: 'Weekly' })).json<Room>();
  const recording = {
    ...{ startsByItself: false, consent: 'may-decline', recordsAlong: false, days: null },
    forParticipants,
  };
  await owner.patch(`/api/rooms/${id}`, { recording });
  const room = await api.get(RoomsService).find(id);
  if (!room) throw new Error('no room');
  const now = api.clock.now();
  const meeting = { ...meetingRow(room, now), endedAtMs: now.getTime() };
  const person = { accountId: guest.account.id, deviceHash: '0'.repeat(64) };
  const visitor = { ...person, extra: undefined, sessionId: null, pictureId: null };
  const seat = seatRow({
    ...{ meetingId: meeting.id, tokenHash: randomUUID().repeat(2).slice(0, 64), name: 'Guest' },
    ...{ role: 'participant', standing: 'admitted', wasRemoved: false, waitsForHost: false },
    ...{ invitationId: null, toldOfRecording: false, visitor, now },
  });
  await api.get(UnitOfWork).run(async (manager) => {
    await manager.insert(MeetingEntity, meeting);
    await manager.insert(SeatEntity, { ...seat, standing: 'left', joinedAtMs: now.getTime() });
  });
  return meeting;
}
