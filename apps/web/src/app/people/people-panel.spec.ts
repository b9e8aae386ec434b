import { TestBed } from '@angular/core/testing';
import { type Liberty, type Participant, type Role, usualLiberties } from '@parley/contract';
import { Screen, withoutMotion } from '../../testing/screen';
import { FilesStore } from '../files/files-store';
import { MeetingClient } from '../meeting/connection/meeting-client';
import { MeetingStore } from '../meeting/meeting-store';
import { openSocket } from '../meeting/connection/open-socket';
import { settle } from '../testing/fake-devices';
import { FakeSocket } from '../testing/fake-socket';
import { Toasts } from '../shell/toasts';
import { at, ids, nothingOn, participant, snapshot } from '../testing/meeting-builders';
import { PeoplePanel } from './people-panel';

// The real one needs workers; here nobody shares a file.
jest.mock('../files/files-store', () => ({ FilesStore: class FilesStore {} }));

const hanna = (more: Partial<Participant> = {}) =>
  participant(ids.hanna, {
    role: 'participant',
    publications: { ...nothingOn, microphone: true, camera: true },
    ...more,
  });

/** Ann's panel. */
async function open(role: Role, more = {}, other = hanna()) {
  performance.mark = jest.fn();
  const socket = new FakeSocket();
  TestBed.configureTestingModule({
    providers: [
      withoutMotion,
      FilesStore,
      MeetingClient,
      MeetingStore,
      { provide: openSocket, useValue: () => socket },
    ],
  });
  TestBed.inject(MeetingStore).takeSeat('token');
  socket.brings('connect');
  const participants = [other, participant(ids.ann, { role })];
  const data = { type: 'snapshot', snapshot: snapshot({ participants, ...more }), iceServers: [] };
  socket.last.answer({ ok: true, data });
  await settle();
  const fixture = TestBed.createComponent(PeoplePanel);
  const screen = new Screen(fixture);
  await screen.settled();
  return { screen, socket };
}

const actions = () =>
  Array.from(document.querySelectorAll('[role="menuitem"]'), ({ textContent }) =>
    textContent?.trim(),
  );

describe('the people panel', () => {
  it('gives a moderator every action on others', async () => {
    const { screen } = await open('moderator');
    await screen.press('Actions for Hanna');
    expect(actions()).toEqual([
      'Send file',
      'Mute',
      'Mute everyone else',
      'Stop camera',
      'Permissions',
      'Make moderator',
      'Put back into lobby',
      'Remove from meeting',
      'Remove and block',
    ]);
    for (const name of ['Mute everyone', 'Lock meeting', 'Copy link'])
      expect(screen.has('button', name)).toBe(true);
  });

  it('gives a participant none of them', async () => {
    const { screen } = await open('participant');
    await screen.press('Actions for Hanna');
    expect(actions()).toEqual(['Send file']);
    for (const name of ['Mute everyone', 'Lock meeting', 'Lobby'])
      expect(screen.has('button', name)).toBe(false);
    expect(screen.has('button', 'Copy link')).toBe(true);
  });

  it('says what somebody alone may do, and what they brought along', async () => {
    const liberties = { ...usualLiberties, unmute: false, 'share-screen': false };
    const granted: Liberty[] = ['unmute', 'share-screen'];
    const extra = { seat: '12', team: '<b>red</b>' };
    await open('participant', { liberties }, hanna({ granted, extra }));
    const row = document.querySelector(`[data-participant-id="${ids.hanna}"]`)?.textContent ?? '';
    expect(row).toContain('may unmute and share screens');
    expect(row).not.toContain('may not unmute');
    expect(row.replaceAll(/\s+/g, ' ')).toContain('Brought along: seat: 12, team: <b>red</b>');
  });

  it('calls somebody by their new name at once', async () => {
    const { screen, socket } = await open('participant');
    const pictureId = ids.ann;
    const happening = { participantId: ids.hanna, name: 'Johanna', pictureId };
    socket.brings('meetings:happened', {
      ...{ sequence: 100, at },
      happening: { type: 'meetings:profile-changed', ...happening },
    });
    await screen.settled();
    const row = document.querySelector(`[data-participant-id="${ids.hanna}"]`);
    expect(row?.textContent).toContain('Johanna');
    expect(row?.querySelector('img')?.getAttribute('src')).toContain(pictureId);
  });

  it('lets no moderator act on the host', async () => {
    const { screen } = await open('moderator', {}, hanna({ role: 'host' }));
    await screen.press('Actions for Hanna');
    expect(actions()).toEqual(['Send file']);
  });

  it('offers the own hand on the own row, first in the list', async () => {
    const { screen, socket } = await open('participant');
    const rows = document.querySelectorAll('ul[aria-label="In the meeting"] li');
    expect(rows[0]?.textContent).toContain('Ann');
    await screen.press('Actions for Ann');
    await screen.press('Raise hand', '[role="menuitem"]');
    expect(socket.last).toMatchObject({
      event: 'meetings:set-hand',
      payload: { isHandRaised: true },
    });
  });

  it('lets those who wait in by their names', async () => {
    const waiting = [{ participantId: ids.page, name: 'Dee', askedAt: at, wasRemoved: true }];
    const { screen, socket } = await open('moderator', { waiting });
    const list = screen.within('ul', 'Waiting');
    expect(list.text).toContain('was removed before');
    for (const name of ['Deny Dee', 'Hold Dee', 'Admit Dee'])
      expect(list.has('button', name)).toBe(true);
    expect(screen.has('button', 'Admit everyone')).toBe(true);
    await screen.press('Admit Dee');
    expect(socket.last).toMatchObject({ payload: { participantId: ids.page } });
  });

  it('holds one of those who wait, whom everyone else then leaves behind', async () => {
    const dee = { participantId: ids.page, name: 'Dee', askedAt: at, wasRemoved: false };
    const eve = { ...dee, participantId: ids.meeting, name: 'Eve', isHeld: true };
    const { screen, socket } = await open('moderator', { waiting: [dee, eve] });
    expect(screen.within('ul', 'Waiting').text).toContain('on hold');
    const pressed = (name: string) => screen.one('button', name).getAttribute('aria-pressed');
    expect([pressed('Hold Dee'), pressed('Hold Eve')]).toEqual(['false', 'true']);
    expect(screen.has('button', 'Admit the others')).toBe(true);
    await screen.press('Hold Dee');
    const asked = { event: 'moderation:hold', payload: { participantId: ids.page, isHeld: true } };
    expect(socket.last).toMatchObject(asked);
    await screen.press('Hold Eve');
    expect(socket.last).toMatchObject({ payload: { participantId: ids.meeting, isHeld: false } });
  });

  it('mutes everyone else from the row of one, and offers to keep it so', async () => {
    const { screen, socket } = await open('moderator');
    await screen.press('Actions for Hanna');
    await screen.press('Mute everyone else', '[role="menuitem"]');
    expect(socket.last).toMatchObject({
      event: 'moderation:mute-everyone',
      payload: { except: [ids.hanna] },
    });
    socket.last.answer({ ok: true, data: null });
    await settle();
    const [offer] = TestBed.inject(Toasts).shown();
    expect(offer?.action?.label).toBe('Nobody else may unmute');
    offer?.action?.run();
    expect(socket.last).toMatchObject({ payload: { mayUnmute: false, except: [ids.hanna] } });
  });

  it('puts the lobby switch back when the server refuses', async () => {
    const { screen, socket } = await open('moderator');
    await screen.press('Lobby', '[role="switch"]');
    expect(socket.last).toMatchObject({ payload: { hasLobby: true } });
    socket.last.answer({ ok: false, error: { code: 'internal', message: '' } });
    await screen.settled();
    expect(screen.one('[role="switch"]', 'Lobby').getAttribute('aria-checked')).toBe('false');
  });
});
