import { TestBed } from '@angular/core/testing';
import type { Happening } from '@parley/contract';
import { Toasts } from '../shell/toasts';
import { settle } from '../testing/fake-devices';
import { KnockSound } from '../people/knock-sound';
import { FakeSocket } from '../testing/fake-socket';
import { share } from '../../testing/files-screen';
import { at, byHanna, ids, participant, snapshot } from '../testing/meeting-builders';
import { MeetingClient } from './connection/meeting-client';
import { openSocket } from './connection/open-socket';
import { MeetingStore } from './meeting-store';
import { News } from './news';
import { PanelStore } from './panel-store';
import { SecondAct } from './second-act';

const cleo = participant(ids.page, { name: 'Cleo' });

const ring = jest.fn();

async function inMeeting() {
  performance.mark = jest.fn();
  const socket = new FakeSocket();
  TestBed.configureTestingModule({
    providers: [
      MeetingClient,
      MeetingStore,
      News,
      PanelStore,
      { provide: KnockSound, useValue: { ring } },
      { provide: SecondAct, useValue: { run: () => undefined } },
      { provide: openSocket, useValue: () => socket },
    ],
  });
  TestBed.inject(News);
  TestBed.inject(MeetingStore).takeSeat('token');
  socket.brings('connect');
  const participants = [...snapshot().participants, cleo];
  const data = { type: 'snapshot', snapshot: snapshot({ participants }), iceServers: [] };
  socket.last.answer({ ok: true, data });
  await settle();
  let sequence = 7;
  const happens = (happening: Happening) =>
    socket.brings('meetings:happened', { sequence: (sequence += 1), at, happening });
  const told = () =>
    TestBed.inject(Toasts)
      .shown()
      .map(({ text }) => text);
  return { happens, told };
}

describe('the news', () => {
  it('say who removed whom, and let nothing cover it', async () => {
    const { happens, told } = await inMeeting();
    const { id: participantId } = cleo;
    happens({ type: 'meetings:participant-left', participantId, reason: 'removed', by: byHanna });
    happens({ type: 'moderation:lobby-changed', hasLobby: true, by: byHanna });
    expect(told()).toEqual(['Cleo was removed by Hanna']);
    happens({ type: 'moderation:lobby-changed', hasLobby: false, by: byHanna });
    expect(told().at(-1)).toBe('Hanna switched the lobby off');
  });

  it('say who shared a file, but for oneself', async () => {
    const { happens, told } = await inMeeting();
    const plan = share({ from: cleo.id, fromName: 'Cleo' });
    happens({ type: 'files:share-announced', share: plan });
    happens({ type: 'files:share-announced', share: share({ from: ids.ann }) });
    expect(told()).toEqual([`Cleo shared ${plan.manifest.name}`]);
  });

  it('say once that a crowd waits, and ring once', async () => {
    const { happens, told } = await inMeeting();
    const waiting = ['Dee', 'Eve'].map((name, index) => ({
      ...{ participantId: `${index}`.repeat(8) + '-0000-4000-8000-000000000000', name },
      ...{ askedAt: at, wasRemoved: false },
    }));
    happens({ type: 'moderation:waiting-changed', waiting });
    expect(told()).toEqual(['2 people are waiting to be let in']);
    await import('../people/knock-sound');
    await settle();
    expect(ring).toHaveBeenCalledTimes(1);
  });
});
