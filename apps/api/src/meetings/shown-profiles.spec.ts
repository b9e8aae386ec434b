import type { Account } from '@parley/contract';
import sharp from 'sharp';
import { type Agent, databases, startApi, type TestApi } from '../testing/start-api';
import { MeetingRoom } from './testing/meeting-room';
import type { PageInMeeting } from './testing/page-in-meeting';

describe.each(databases)(
  'somebody who changes their profile during a meeting on %s',
  (database) => {
    let api: TestApi;
    let room: MeetingRoom;
    let host: PageInMeeting;
    beforeAll(async () => {
      api = await startApi({ database });
    });
    afterAll(() => api.close());
    beforeEach(async () => {
      room = await MeetingRoom.create(api);
      host = await room.joinAsHost();
    });
    afterEach(() => room.close());

    const rename = (agent: Agent, name: string) => agent.patch('/api/accounts/me', { name });
    const nameOf = async (page: PageInMeeting) =>
      (await host.snapshot()).participants.find(({ id }) => id === page.id)?.name;

    it('is called by the new name at once, in the chat, too, and by those who come later', async () => {
      const agent = await api.signedIn('Ann');
      const ann = await room.join('Ann', agent);
      await rename(agent, 'Anna Neu');
      const participantId = ann.id;
      expect(await host.sees('meetings:profile-changed')).toEqual({
        ...{ type: 'meetings:profile-changed', participantId },
        ...{ name: 'Anna Neu', pictureId: null },
      });
      await ann.ask('chat:send-message', { id: crypto.randomUUID(), text: 'Hello' });
      expect((await host.sees('chat:message-sent')).message.fromName).toBe('Anna Neu');
      expect(await nameOf(ann)).toBe('Anna Neu');
    });

    it('gets a number where somebody else is called so, and keeps it apart from look-alikes', async () => {
      const agent = await api.signedIn('Ann');
      await room.join('Ann', agent);
      await rename(agent, 'Наnna');
      const { name } = await host.sees('meetings:profile-changed');
      expect(name).toBe('Наnna (2)');
    });

    it('keeps the name under which they came, where that is not the account’s', async () => {
      const agent = await api.signedIn('Ann');
      const ann = await room.join('Sales', agent);
      await rename(agent, 'Anna Neu');
      await wearsPicture(agent);
      const { pictureId } = (await agent.get('/api/accounts/me')).json<Account>();
      expect(pictureId).not.toBeNull();
      expect(await host.sees('meetings:profile-changed')).toMatchObject({
        name: 'Sales',
        pictureId,
      });
      expect(await nameOf(ann)).toBe('Sales');
    });

    it('loses the picture where they took it away', async () => {
      const agent = await api.signedIn('Ann');
      await wearsPicture(agent);
      await room.join('Ann', agent);
      await agent.delete('/api/accounts/me/picture');
      expect(await host.sees('meetings:profile-changed')).toMatchObject({ pictureId: null });
    });

    it('is shown so to moderators while they wait', async () => {
      const agent = await api.signedIn('Wanda');
      await host.ask('moderation:set-lobby', { hasLobby: true });
      const wanda = await room.open(await room.seat('Wanda', agent));
      await rename(agent, 'Wanda Neu');
      await host.sees('moderation:waiting-changed', ({ waiting }) =>
        waiting.some(({ name }) => name === 'Wanda Neu'),
      );
      wanda.close();
    });

    it('is still called so after a restart of the server', async () => {
      const first = await startApi({ database });
      const its = await MeetingRoom.create(first);
      const hanna = await its.joinAsHost();
      await rename(its.owner, 'Johanna');
      await hanna.sees('meetings:profile-changed');
      const second = await first.restart();
      const again = its.on(second);
      const back = await again.open(hanna.seat, hanna.pageId);
      const { participants } = await back.snapshot();
      expect(participants.map(({ name }) => name)).toEqual(['Johanna']);
      again.close();
      await second.close();
    });
  },
);

async function wearsPicture(agent: Agent): Promise<void> {
  const photo = sharp({ create: { width: 300, height: 300, channels: 3, background: '#0f766e' } });
  const headers = { 'content-type': 'image/png' };
  const path = '/api/accounts/me/picture';
  expect((await agent.put(path, await photo.png().toBuffer(), { headers })).status).toBe(200);
}
