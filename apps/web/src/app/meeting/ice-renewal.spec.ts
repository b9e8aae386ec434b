import { TestBed } from '@angular/core/testing';
import { settle } from '../testing/fake-devices';
import { FakeSocket } from '../testing/fake-socket';
import { snapshot } from '../testing/meeting-builders';
import { MeetingClient } from './connection/meeting-client';
import { MeetingStore } from './meeting-store';
import { openSocket } from './connection/open-socket';

const relay = (credential: string) => [{ urls: 'turn:turn.example', username: 'ann', credential }];

it('credentials for the relay come with entering and are replaced by fresh ones', async () => {
  const socket = new FakeSocket();
  performance.mark = jest.fn();
  TestBed.configureTestingModule({
    providers: [MeetingClient, MeetingStore, { provide: openSocket, useValue: () => socket }],
  });
  const store = TestBed.inject(MeetingStore);
  store.takeSeat('token');
  socket.brings('connect');
  const entered = { type: 'snapshot', snapshot: snapshot(), iceServers: relay('first') };
  socket.last.answer({ ok: true, data: entered });
  await settle();
  expect(store.iceServers()).toEqual(relay('first'));
  expect(store.hasRelay()).toBe(true);
  socket.brings('meetings:ice-servers-renewed', { iceServers: relay('second') });
  expect(store.iceServers()).toEqual(relay('second'));
});
