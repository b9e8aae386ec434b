import { TestBed } from '@angular/core/testing';
import { limits, type Manifest, MeetingEvent, MeetingSnapshot } from '@parley/contract';
import * as z from 'zod';
import { newId } from '../meeting/new-id';
import { DirectLink, type DirectLinkObserver } from './direct-link';
import { DirectSocket } from './direct-socket';

const manifest: Manifest = {
  name: 'plan.txt',
  sizeBytes: 5,
  mediaType: 'text/plain',
  pieceSizeBytes: 16_384,
  rootHash: 'a'.repeat(64),
};
const Entered = z.object({ data: z.object({ snapshot: MeetingSnapshot }) });

/** The connection's other end, in the hands of a test. */
class FakeLink {
  observer: DirectLinkObserver | null = null;
  readonly said: unknown[] = [];

  observe(observer: DirectLinkObserver): () => void {
    this.observer = observer;
    return () => (this.observer = null);
  }

  say(message: string): void {
    this.said.push(JSON.parse(message));
  }

  opens(): void {
    this.observer?.opened({} as RTCDataChannel);
  }

  brings(message: unknown): void {
    this.observer?.said(JSON.stringify(message));
  }
}

function enter() {
  const link = new FakeLink();
  TestBed.configureTestingModule({
    providers: [DirectSocket, { provide: DirectLink, useValue: link }],
  });
  const socket = TestBed.inject(DirectSocket);
  const events: MeetingEvent['happening'][] = [];
  socket.listen('meetings:happened', (event) => events.push(MeetingEvent.parse(event).happening));
  const ask = (event: string, payload: unknown) => {
    const answers: unknown[] = [];
    socket.ask(event, payload, (_error, answer) => answers.push(answer));
    return answers[0];
  };
  const { snapshot } = Entered.parse(ask('meetings:enter', {})).data;
  return { link, ask, events, snapshot, otherId: socket.otherId };
}

describe('a meeting of two without a server', () => {
  it('has both of them in it, who may share, and nobody who moderates', () => {
    const { snapshot, otherId } = enter();
    expect(snapshot.participants.map(({ id, role }) => [id, role])).toEqual([
      [snapshot.self, 'participant'],
      [otherId, 'participant'],
    ]);
    expect(snapshot.liberties['share-files']).toBe(true);
  });

  it('announces own files, again after every reconnection, and takes them back', () => {
    const { link, ask, events, snapshot } = enter();
    const id = newId();
    expect(ask('files:announce-share', { id, to: null, manifest })).toEqual({
      ok: true,
      data: null,
    });
    expect(events[0]).toMatchObject({ share: { id, from: snapshot.self, manifest } });
    link.said.length = 0;
    link.opens();
    expect(link.said).toEqual([
      { type: 'hello', pageId: expect.any(String) as string },
      { type: 'announce-share', id, manifest },
    ]);
    ask('files:withdraw-share', { id });
    expect(link.said.at(-1)).toEqual({ type: 'withdraw-share', id });
    expect(events.at(-1)).toEqual({ type: 'files:share-withdrawn', shareId: id });
  });

  it('lists theirs once, and no more of them when their page was loaded anew', () => {
    const { link, events, otherId, ask } = enter();
    const [id, pageId] = [newId(), newId()];
    link.brings({ type: 'hello', pageId });
    link.brings({ type: 'announce-share', id, manifest });
    link.brings({ type: 'hello', pageId });
    link.brings({ type: 'announce-share', id, manifest: { ...manifest, name: 'other.txt' } });
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ share: { id, from: otherId, manifest } });
    expect(ask('files:withdraw-share', { id })).toMatchObject({ ok: false });
    link.brings({ type: 'hello', pageId: newId() });
    expect(events.at(-1)).toEqual({ type: 'files:share-withdrawn', shareId: id });
  });

  it('leaves out what means nothing, and what would take back somebody else’s file', () => {
    const warned = jest.spyOn(console, 'warn').mockImplementation();
    const { link, ask, events } = enter();
    const id = newId();
    ask('files:announce-share', { id, to: null, manifest });
    link.brings({ type: 'withdraw-share', id });
    for (const nonsense of [
      {},
      { type: 'announce-share', id: newId(), manifest: { ...manifest, sizeBytes: -1 } },
      { type: 'announce-share', id: newId(), manifest, more: 1 },
      'x'.repeat(limits.jsonBodyBytes + 1),
    ])
      link.brings(nonsense);
    link.observer?.said('{"type":');
    link.observer?.said(new ArrayBuffer(8));
    expect(events).toHaveLength(1);
    expect(warned).toHaveBeenCalledTimes(6);
    warned.mockRestore();
  });

  it('takes as many of theirs as a meeting does', () => {
    const { link, events } = enter();
    for (let count = 0; count < limits.sharesPerMeeting + 5; count += 1)
      link.brings({ type: 'announce-share', id: newId(), manifest });
    expect(events).toHaveLength(limits.sharesPerMeeting);
  });

  it('tells once that the other page is gone, and once that it is back', () => {
    const { link, events, otherId } = enter();
    for (const _again of [1, 2]) link.observer?.closed({} as RTCDataChannel);
    for (const _again of [1, 2]) link.opens();
    expect(events).toMatchObject([
      { participantId: otherId, isConnected: false },
      { participantId: otherId, isConnected: true },
    ]);
  });

  it('has nothing else to say', () => {
    expect(enter().ask('chat:send-message', { text: 'hello' })).toMatchObject({
      ok: false,
      error: { code: 'forbidden' },
    });
  });
});
