import { TestBed } from '@angular/core/testing';
import type { Happening } from '@parley/contract';
import { settle } from '../testing/fake-devices';
import { FakeSocket } from '../testing/fake-socket';
import { at, byHanna, ids, nothingOn, participant, snapshot } from '../testing/meeting-builders';
import { MeetingClient } from './connection/meeting-client';
import { MeetingStore } from './meeting-store';
import { openSocket } from './connection/open-socket';

const lock = (sequence: number, isLocked: boolean) =>
  event(sequence, {
    type: 'moderation:lock-changed',
    isLocked,
    by: byHanna,
  });
const event = (sequence: number, happening: Happening) => ({ sequence, at, happening });
const message = { id: ids.meeting, from: ids.hanna, fromName: 'Hanna', text: 'hi', sentAt: at };

function create() {
  const socket = new FakeSocket();
  performance.mark = jest.fn();
  TestBed.configureTestingModule({
    providers: [MeetingClient, MeetingStore, { provide: openSocket, useValue: () => socket }],
  });
  const store = TestBed.inject(MeetingStore);
  store.takeSeat('token');
  return { socket, store, client: TestBed.inject(MeetingClient) };
}

async function entered(more = {}) {
  const all = create();
  all.socket.brings('connect');
  all.socket.last.answer({
    ok: true,
    data: { type: 'snapshot', snapshot: snapshot(more), iceServers: [] },
  });
  await settle();
  return all;
}

describe('the meeting store', () => {
  it('enters when connected and knows everybody', async () => {
    const { store, socket } = await entered();
    expect(socket.asked[0]).toMatchObject({
      event: 'meetings:enter',
      payload: { publications: nothingOn },
    });
    expect(store.self()?.name).toBe('Ann');
    expect(store.others().map(({ name }) => name)).toEqual(['Hanna']);
    expect(store.canModerate()).toBe(false);
  });

  it('knows whether a moderator asks it for patience, after a reload, too', async () => {
    const { store, socket } = create();
    socket.brings('connect');
    socket.last.answer({ ok: true, data: { type: 'waiting', roomName: 'Board', isHeld: true } });
    await settle();
    expect([store.isWaiting(), store.isHeld()]).toEqual([true, true]);
    socket.brings('meetings:held', { isHeld: false });
    expect([store.isWaiting(), store.isHeld()]).toEqual([true, false]);
  });

  it('waits until a moderator lets it in, and then enters by itself', async () => {
    const { store, socket } = create();
    socket.brings('connect');
    socket.last.answer({ ok: true, data: { type: 'waiting', roomName: 'Board' } });
    await settle();
    expect([store.isWaiting(), store.state()]).toEqual([true, null]);
    socket.brings('meetings:admitted', {});
    socket.last.answer({
      ok: true,
      data: { type: 'snapshot', snapshot: snapshot(), iceServers: [] },
    });
    await settle();
    expect([store.isWaiting(), store.state()?.roomName]).toEqual([false, 'Board']);
  });

  it('says what was switched on while it was entering', async () => {
    const { store, socket } = create();
    socket.brings('connect');
    const microphoneOn = { ...nothingOn, microphone: true };
    await store.setPublications(microphoneOn);
    expect(socket.asked).toHaveLength(1);
    socket.last.answer({
      ok: true,
      data: { type: 'snapshot', snapshot: snapshot(), iceServers: [] },
    });
    await settle();
    expect(socket.last).toMatchObject({
      event: 'meetings:set-publications',
      payload: microphoneOn,
    });
  });

  it('says only the last of many wishes that came while one was on its way', async () => {
    const { store, socket } = await entered();
    const wish = (microphone: boolean) => ({ ...nothingOn, microphone });
    const said = store.setPublications(wish(true));
    await store.setPublications(wish(false));
    await store.setPublications(wish(true));
    await store.setPublications(wish(false));
    const questions = () => socket.asked.filter(({ event }) => event.endsWith('set-publications'));
    expect(questions()).toHaveLength(1);
    socket.last.answer({ ok: true, data: null });
    await settle();
    expect(questions().map(({ payload }) => payload)).toEqual([wish(true), wish(false)]);
    socket.last.answer({ ok: true, data: null });
    await said;
  });

  it('keeps events that overtake the answer to entering', async () => {
    const { store, socket } = create();
    socket.brings('connect');
    socket.brings('meetings:happened', lock(8, true));
    socket.last.answer({
      ok: true,
      data: { type: 'snapshot', snapshot: snapshot(), iceServers: [] },
    });
    await settle();
    expect(store.state()).toMatchObject({ sequence: 8, isLocked: true });
  });

  it('keeps signals that overtake the answer until somebody can take them', async () => {
    const { store, socket } = create();
    const told: string[] = [];
    store.observe({ changed: () => told.push('changed'), signalSent: () => told.push('signal') });
    socket.brings('connect');
    const description = { type: 'offer', sdp: 'v=0' };
    const from = { from: ids.hanna, fromPageId: ids.meeting };
    socket.brings('signaling:signal-sent', { ...from, sequence: 1, signal: { description } });
    socket.last.answer({
      ok: true,
      data: { type: 'snapshot', snapshot: snapshot(), iceServers: [] },
    });
    await settle();
    expect(told).toEqual(['changed', 'signal']);
  });

  it('resumes where it stopped, each event once and in order', async () => {
    const { store, socket } = await entered();
    const seen: number[] = [];
    store.observe({ happened: ({ sequence }) => seen.push(sequence) });
    socket.brings('meetings:happened', lock(8, true));
    socket.brings('disconnect', 'transport close');
    expect(store.isReconnecting()).toBe(true);
    socket.brings('connect');
    expect(socket.last.payload).toMatchObject({ since: 8 });
    const missed = [lock(8, true), lock(10, false), lock(11, true)];
    socket.last.answer({ ok: true, data: { type: 'missed', events: missed, iceServers: [] } });
    await settle();
    expect([seen, store.isReconnecting()]).toEqual([[8, 10, 11], false]);
  });

  it('takes a snapshot for the truth when it missed too much', async () => {
    const { store, socket } = await entered();
    socket.brings('disconnect', 'transport close');
    socket.brings('connect');
    const alone = snapshot({ sequence: 2, participants: [participant(ids.ann)] });
    socket.last.answer({ ok: true, data: { type: 'snapshot', snapshot: alone, iceServers: [] } });
    await settle();
    expect(store.others()).toEqual([]);
  });

  it('says at entering what was switched meanwhile', async () => {
    const { store, socket } = await entered();
    socket.brings('disconnect', 'transport close');
    const microphoneOn = { ...nothingOn, microphone: true };
    await store.setPublications(microphoneOn);
    socket.brings('connect');
    expect(socket.last.payload).toMatchObject({ publications: microphoneOn });
  });

  it('refuses to ask while the server is out of reach', async () => {
    const { store, socket } = await entered();
    socket.brings('disconnect', 'transport close');
    await expect(store.setHand(true)).rejects.toMatchObject({ code: 'offline' });
  });

  it('turns a refusal and a missing answer into failures', async () => {
    const { store, socket } = await entered();
    const hand = store.setHand(true);
    socket.last.answer({ ok: false, error: { code: 'forbidden', message: '' } });
    await expect(hand).rejects.toMatchObject({ code: 'forbidden' });
    const again = store.setHand(true);
    socket.last.timeOut();
    await expect(again).rejects.toMatchObject({ code: 'offline' });
  });

  it('ends when dismissed, and does not come back', async () => {
    const { store, socket } = await entered();
    socket.brings('meetings:dismissed', { reason: 'removed', by: byHanna });
    expect(store.ending()).toEqual({ reason: 'removed', by: byHanna });
    expect(socket.isClosed).toBe(true);
  });

  it('ends when the server does not know the seat any more', async () => {
    const { store, socket } = await entered();
    socket.brings('connect_error', { data: { code: 'seat-gone', message: '' } });
    expect(store.ending()).toMatchObject({ failure: { code: 'seat-gone' } });
  });

  it('goes on trying when the network is gone', async () => {
    const { store, socket } = await entered();
    socket.brings('disconnect', 'transport close');
    socket.brings('connect_error', new Error('xhr poll error'));
    expect([store.ending(), store.isReconnecting()]).toEqual([null, true]);
  });

  it('connects anew when entering is never answered', async () => {
    const { store, socket } = create();
    socket.brings('connect');
    socket.last.timeOut();
    await settle();
    expect([socket.restarted, store.ending()]).toEqual([1, null]);
    socket.brings('disconnect', 'forced close');
    socket.brings('connect');
    expect(socket.asked.map(({ event }) => event)).toEqual(['meetings:enter', 'meetings:enter']);
  });

  it('keeps what was written when the server comes back without its memory', async () => {
    const { store, socket } = await entered({ messages: [message] });
    socket.brings('disconnect', 'transport close');
    socket.brings('connect');
    const data = { type: 'snapshot', snapshot: snapshot({ sequence: 90 }), iceServers: [] };
    socket.last.answer({ ok: true, data });
    await settle();
    expect(store.state()).toMatchObject({ sequence: 90, messages: [message] });
  });

  it('is reconnecting while nothing is heard, and goes on where something is', async () => {
    const { store, socket } = await entered();
    socket.fallsSilent(true);
    expect(store.isReconnecting()).toBe(true);
    socket.fallsSilent(false);
    expect(store.isReconnecting()).toBe(false);
  });

  it('shows nobody whose page was closed, and keeps their place until they are back', async () => {
    const { store, socket } = await entered();
    const changed = (sequence: number, isConnected: boolean, isAway?: boolean) =>
      event(sequence, {
        type: 'meetings:connection-changed',
        participantId: ids.hanna,
        pageId: ids.page,
        isConnected,
        ...(isAway !== undefined && { isAway }),
      });
    const names = () => store.participants().map(({ name }) => name);
    socket.brings('meetings:happened', changed(8, false));
    expect(names()).toEqual(['Hanna', 'Ann']);
    socket.brings('meetings:happened', changed(9, false, true));
    expect([names(), store.state()?.participants.length]).toEqual([['Ann'], 2]);
    socket.brings('meetings:happened', changed(10, true));
    expect(names()).toEqual(['Hanna', 'Ann']);
  });

  it('passes over an event of a newer server', async () => {
    const { store, socket } = await entered();
    const warn = jest.spyOn(console, 'warn').mockReturnValue();
    socket.brings('meetings:happened', { sequence: 9, at, happening: { type: 'meetings:danced' } });
    expect(store.state()?.sequence).toBe(7);
    expect(warn).toHaveBeenCalledTimes(1);
  });

  it('gives the seat back when it ends without being dismissed', async () => {
    const { socket } = await entered();
    TestBed.resetTestingModule();
    expect([socket.told, socket.isClosed]).toEqual([['meetings:leave'], true]);
  });
});
