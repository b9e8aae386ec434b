import { FakeSocket } from '../../testing/fake-socket';
import { ids } from '../../testing/meeting-builders';
import { nothingPublished } from '../publications';
import { EarlyEntry } from './early-entry';
import { answerTimeoutMs } from './kept-socket';

const enter = { pageId: ids.page, publications: nothingPublished };
const answer = { ok: true, data: { type: 'waiting', roomName: 'Board' } };

function create() {
  const socket = new FakeSocket();
  const entry = new EarlyEntry(enter);
  const entering = entry.over(socket);
  const answers: unknown[] = [];
  const ask = (payload: unknown = { ...enter }) =>
    entering.ask('meetings:enter', payload, (error, given) =>
      answers.push(error instanceof Error ? error.message : given),
    );
  return { socket, entry, entering, answers, ask };
}

describe('an early entry', () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick'] }));
  afterEach(() => jest.useRealTimers());
  const settle = () => jest.advanceTimersByTimeAsync(0);

  it('goes with the handshake and answers who asks the same, without another question', async () => {
    const { socket, entry, answers, ask } = create();
    expect(entry.auth).toEqual({ enter });
    socket.brings('connect');
    ask();
    await settle();
    expect(answers).toEqual([]);
    socket.brings('meetings:entered', answer);
    await settle();
    expect([answers, socket.asked]).toEqual([[answer], []]);
  });

  it('keeps an answer that came before anybody asked', async () => {
    const { socket, answers, ask } = create();
    socket.brings('connect');
    socket.brings('meetings:entered', answer);
    ask();
    await settle();
    expect([answers, socket.asked]).toEqual([[answer], []]);
  });

  it('answers once: who was let in later enters by asking', async () => {
    const { socket, entry, ask } = create();
    socket.brings('connect');
    socket.brings('meetings:entered', answer);
    ask();
    ask();
    await settle();
    expect(socket.asked).toMatchObject([{ event: 'meetings:enter', payload: enter }]);
    expect(entry.auth).toEqual({});
  });

  it('does not answer for what it did not say', async () => {
    const { socket, answers, ask } = create();
    socket.brings('connect');
    socket.brings('meetings:entered', answer);
    ask({ ...enter, publications: { ...enter.publications, camera: true } });
    await settle();
    expect([answers, socket.asked.length]).toEqual([[], 1]);
  });

  it('is over with its connection', async () => {
    const { socket, entry, answers, ask } = create();
    socket.brings('connect');
    ask();
    socket.brings('disconnect', 'transport close');
    await settle();
    expect(answers).toEqual(['lost while entering']);
    socket.brings('connect');
    ask();
    expect([socket.asked.length, entry.auth]).toEqual([1, {}]);
  });

  it('goes with the next handshake where the first was refused for a moment', () => {
    const { socket, entry } = create();
    socket.brings('connect_error', { data: { code: 'busy', message: '' } });
    expect(entry.auth).toEqual({ enter });
  });

  it('says when no answer comes', async () => {
    const { socket, answers, ask } = create();
    socket.brings('connect');
    ask();
    await jest.advanceTimersByTimeAsync(answerTimeoutMs);
    expect(answers).toEqual(['entering was not answered']);
  });

  it('leaves again where somebody gave up while it was on its way', () => {
    const { socket, entering } = create();
    entering.close();
    expect([socket.told, socket.isClosed]).toEqual([[], false]);
    socket.brings('connect');
    expect([socket.told, socket.isClosed]).toEqual([['meetings:leave'], true]);
  });

  it('is given up where it never arrived', () => {
    const { socket, entering } = create();
    entering.close();
    socket.brings('connect_error', new Error('xhr poll error'));
    expect([socket.told, socket.isClosed]).toEqual([[], true]);
  });

  it('is closed at once where the server refused it', () => {
    const { socket, entering } = create();
    socket.brings('connect_error', { data: { code: 'seat-gone', message: '' } });
    entering.close();
    expect([socket.told, socket.isClosed]).toEqual([[], true]);
  });

  it('leaves everything else to the socket', () => {
    const { socket, entering } = create();
    socket.brings('connect');
    entering.tell('meetings:leave', {});
    entering.reopen();
    entering.restart();
    entering.close();
    expect(socket).toMatchObject({ reopened: 1, restarted: 1, isClosed: true });
    expect(socket.told).toEqual(['meetings:leave']);
  });
});
