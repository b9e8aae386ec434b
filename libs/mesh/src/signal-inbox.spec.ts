import { SignalInbox } from './signal-inbox';
import type { MeshSignal } from './types';

const signalOf = (sdp: string): MeshSignal => ({ description: { type: 'offer', sdp } });
const textOf = (signal: MeshSignal) => ('description' in signal ? signal.description.sdp : '');
const task = () => new Promise((resolve) => setImmediate(resolve));

function recordingInbox(): { inbox: SignalInbox; seen: string[] } {
  const seen: string[] = [];
  const inbox = new SignalInbox(async (signal) => {
    seen.push(`${textOf(signal)} begins`);
    await task();
    seen.push(`${textOf(signal)} ends`);
  });
  return { inbox, seen };
}

test('signals are handled in order and one at a time, however they come', async () => {
  const { inbox, seen } = recordingInbox();
  for (const number of [3, 1, 2]) inbox.receive(number, signalOf(String(number)));
  for (let round = 0; round < 4; round += 1) await task();
  expect(seen).toEqual(['1 begins', '1 ends', '2 begins', '2 ends', '3 begins', '3 ends']);
});

test('a signal that comes twice is handled once', async () => {
  const { inbox, seen } = recordingInbox();
  for (const number of [1, 1, 2, 2, 1]) inbox.receive(number, signalOf(String(number)));
  for (let round = 0; round < 4; round += 1) await task();
  expect(seen).toEqual(['1 begins', '1 ends', '2 begins', '2 ends']);
});

test('signals far ahead of their turn are not kept', async () => {
  const { inbox, seen } = recordingInbox();
  inbox.receive(1_000, signalOf('far'));
  for (let number = 1; number < 1_000; number += 1) inbox.receive(number, signalOf('near'));
  inbox.close();
  await task();
  expect(seen).not.toContain('far begins');
});

test('after close nothing is handled any more', async () => {
  const { inbox, seen } = recordingInbox();
  inbox.receive(1, signalOf('1'));
  inbox.receive(2, signalOf('2'));
  inbox.close();
  inbox.receive(3, signalOf('3'));
  for (let round = 0; round < 4; round += 1) await task();
  expect(seen).toEqual(['1 begins', '1 ends']);
});
