import { TestBed } from '@angular/core/testing';
import type { ChatMessage } from '@parley/contract';
import { MeetingClient } from '../meeting/connection/meeting-client';
import { MeetingStore } from '../meeting/meeting-store';
import { openSocket } from '../meeting/connection/open-socket';
import { settle } from '../testing/fake-devices';
import { FakeSocket } from '../testing/fake-socket';
import { at, ids, snapshot } from '../testing/meeting-builders';
import { ChatStore } from './chat-store';

async function inMeeting() {
  performance.mark = jest.fn();
  const socket = new FakeSocket();
  TestBed.configureTestingModule({
    providers: [
      MeetingClient,
      MeetingStore,
      ChatStore,
      { provide: openSocket, useValue: () => socket },
    ],
  });
  TestBed.inject(MeetingStore).takeSeat('token');
  socket.brings('connect');
  const data = { type: 'snapshot', snapshot: snapshot(), iceServers: [] };
  socket.last.answer({ ok: true, data });
  await settle();
  const arrives = (message: ChatMessage) =>
    socket.brings('meetings:happened', {
      sequence: 8,
      at,
      happening: { type: 'chat:message-sent', message },
    });
  return { socket, store: TestBed.inject(ChatStore), arrives };
}

const messageFrom = ({ payload }: FakeSocket['last']): ChatMessage => ({
  ...(payload as { id: string; text: string }),
  from: ids.ann,
  fromName: 'Ann',
  sentAt: at,
});

describe('the chat store', () => {
  it('shows an own message as a draft until the meeting has it', async () => {
    const { store, socket, arrives } = await inMeeting();
    const sent = store.send('hello');
    expect(store.drafts()).toMatchObject([{ text: 'hello', failure: null }]);
    arrives(messageFrom(socket.last));
    expect([store.drafts(), store.messages().length]).toEqual([[], 1]);
    socket.last.answer({ ok: true, data: { sentAt: at } });
    await sent;
    expect(store.messages().map(({ text }) => text)).toEqual(['hello']);
  });

  it('keeps what was not sent, with the reason, and sends it again as the same message', async () => {
    const { store, socket } = await inMeeting();
    const sent = store.send('hello');
    socket.last.timeOut();
    await sent;
    const [draft] = store.drafts();
    expect(draft?.failure?.code).toBe('offline');
    if (draft) void store.sendAgain(draft);
    const [first, second] = socket.asked.slice(1).map(({ payload }) => payload);
    expect(second).toEqual(first);
    expect(store.drafts()).toMatchObject([{ text: 'hello', failure: null }]);
  });

  it('does not pretend to send while the server is out of reach', async () => {
    const { store, socket } = await inMeeting();
    socket.brings('disconnect', 'transport close');
    await store.send('hello');
    expect(store.drafts()).toMatchObject([{ text: 'hello', failure: { code: 'offline' } }]);
  });
});
