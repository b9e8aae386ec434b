import { randomUUID } from 'node:crypto';
import { limits } from '@parley/contract';
import { MeetingRoom } from '../meetings/testing/meeting-room';
import type { PageInMeeting } from '../meetings/testing/page-in-meeting';
import { LiftedRates } from '../realtime/testing/lifted-rates';
import { startApi, type TestApi } from '../testing/start-api';

describe('chat', () => {
  let api: TestApi;
  let room: MeetingRoom;
  let ann: PageInMeeting;
  let bob: PageInMeeting;

  beforeAll(async () => {
    api = await startApi({ database: 'sqlite', realtime: { rates: new LiftedRates() } });
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    room = await MeetingRoom.create(api);
    ann = await room.joinAsHost();
    bob = await room.join('Bob');
  });
  afterEach(() => room.close());

  it('reaches everyone with the name that the server knows', async () => {
    const id = randomUUID();
    const { sentAt } = await bob.ask('chat:send-message', { id, text: '  hello\nthere ' });
    for (const page of [ann, bob])
      expect(await page.sees('chat:message-sent')).toEqual({
        type: 'chat:message-sent',
        message: { id, from: bob.id, fromName: 'Bob', text: 'hello\nthere', sentAt },
      });
  });

  it('takes the same message twice as one', async () => {
    const message = { id: randomUUID(), text: 'once' };
    const first = await bob.ask('chat:send-message', message);
    expect(await bob.ask('chat:send-message', message)).toEqual(first);
    await ann.catchUp();
    expect(ann.types().filter((type) => type === 'chat:message-sent')).toHaveLength(1);
  });

  it('lets nobody write under an id that another has used', async () => {
    const id = randomUUID();
    await bob.ask('chat:send-message', { id, text: 'mine' });
    expect(await ann.codeOf('chat:send-message', { id, text: 'forged' })).toBe('conflict');
    expect((await ann.snapshot()).messages.map(({ text }) => text)).toEqual(['mine']);
  });

  it('is read by whoever comes later, as far back as is kept', async () => {
    for (let count = 0; count < limits.chatHistoryCount + 3; count += 1)
      await bob.ask('chat:send-message', { id: randomUUID(), text: `number ${count}` });
    const cleo = await room.open(await room.seat('Cleo'));
    const { messages } = await cleo.snapshot();
    expect(messages).toHaveLength(limits.chatHistoryCount);
    expect(messages[0]?.text).toBe('number 3');
  });

  it.each([
    ['nothing', ''],
    ['blanks', ' \n '],
    ['too much', 'x'.repeat(limits.chatTextLength + 1)],
    ['an object', { text: 'x' }],
  ])('takes no message of %s', async (_, text) => {
    const result = await bob.sendAnything('chat:send-message', { id: randomUUID(), text });
    expect(result.ok ? 'granted' : result.error.code).toBe('invalid');
  });
});
