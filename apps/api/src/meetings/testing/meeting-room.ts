import type { Admission, Role, Room, Seat } from '@parley/contract';
import type { Agent, Reply, TestApi } from '../../testing/start-api';
import { PageInMeeting } from './page-in-meeting';

interface RoomOptions {
  readonly password?: string;
  readonly hasLobby?: boolean;
  readonly hidesAddresses?: boolean;
}

/** A room with its owner, and pages that come into its meeting; all are closed together. */
export class MeetingRoom {
  private readonly pages: PageInMeeting[] = [];

  private constructor(
    readonly api: TestApi,
    readonly owner: Agent,
    readonly room: Room,
  ) {}

  static async create(
    api: TestApi,
    options: RoomOptions = {},
    owner?: Agent,
  ): Promise<MeetingRoom> {
    const agent = owner ?? (await api.signedIn('Hanna'));
    const reply = await agent.post('/api/rooms', { name: 'Standup', ...options });
    if (reply.status !== 200) throw new Error(`no room: ${reply.status} ${reply.text}`);
    return new MeetingRoom(api, agent, reply.json<Room>());
  }

  /** The same room on a restarted server. */
  on(api: TestApi): MeetingRoom {
    const owner = api.agent();
    owner.setCookies(this.owner.cookie);
    return new MeetingRoom(api, owner, this.room);
  }

  door(agent = this.api.agent()): Promise<Reply> {
    return agent.get(`/api/rooms/${this.room.id}/door`);
  }

  ask(admission: Admission, agent = this.api.agent(), localAddress = '127.0.0.1'): Promise<Reply> {
    return agent.post(`/api/rooms/${this.room.id}/admissions`, admission, { localAddress });
  }

  async seat(name: string, agent = this.api.agent(), password?: string): Promise<Seat> {
    const reply = await this.ask({ name, ...(password !== undefined && { password }) }, agent);
    if (reply.status !== 200) throw new Error(`no seat: ${reply.status} ${reply.text}`);
    return reply.json<Seat>();
  }

  /** Connects with a seat, without entering. */
  async open(seat: Seat, pageId?: string): Promise<PageInMeeting> {
    const page = await PageInMeeting.open(this.api.url, seat, pageId);
    this.pages.push(page);
    return page;
  }

  /** Somebody new, entered. */
  async join(name: string, agent?: Agent): Promise<PageInMeeting> {
    const page = await this.open(await this.seat(name, agent));
    await page.enter();
    return page;
  }

  joinAsHost(): Promise<PageInMeeting> {
    return this.join('Hanna', this.owner);
  }

  /** Somebody with a role other than host; the host gives it. */
  async joinAs(
    role: Exclude<Role, 'host'>,
    name: string,
    host: PageInMeeting,
  ): Promise<PageInMeeting> {
    const page = await this.join(name);
    if (role !== 'participant')
      await host.ask('moderation:set-role', { participantId: page.id, role });
    return page;
  }

  close(): void {
    for (const page of this.pages) page.close();
  }
}
