import { TestBed } from '@angular/core/testing';
import { type Happening, type Publications, usualLiberties } from '@parley/contract';
import { DeviceList } from '../media/device-list';
import { LocalMediaStore } from '../media/local-media-store';
import { mediaDevices } from '../media/media-ports';
import { ScreenShareStore } from '../screen-share/screen-share-store';
import { Toasts } from '../shell/toasts';
import { FakeDevices, FakeTrack, settle } from '../testing/fake-devices';
import { FakeSocket } from '../testing/fake-socket';
import { at, byHanna, ids, nothingOn, snapshot } from '../testing/meeting-builders';
import { MeetingClient } from './connection/meeting-client';
import { MeetingStore } from './meeting-store';
import { ModeratedMedia } from './moderated-media';
import { openSocket } from './connection/open-socket';

async function inMeeting() {
  performance.mark = jest.fn();
  const socket = new FakeSocket();
  const devices = new FakeDevices();
  TestBed.configureTestingModule({
    providers: [
      DeviceList,
      LocalMediaStore,
      MeetingClient,
      MeetingStore,
      ModeratedMedia,
      ScreenShareStore,
      { provide: mediaDevices, useValue: devices.asMediaDevices() },
      { provide: openSocket, useValue: () => socket },
    ],
  });
  TestBed.inject(ModeratedMedia);
  TestBed.inject(MeetingStore).takeSeat('token');
  socket.brings('connect');
  socket.last.answer({
    ok: true,
    data: { type: 'snapshot', snapshot: snapshot(), iceServers: [] },
  });
  const media = TestBed.inject(LocalMediaStore);
  media.open({ microphone: true, camera: true });
  devices.last.give(new FakeTrack('audio'), new FakeTrack('video'));
  await settle();
  let sequence = 7;
  const happens = (happening: Happening) =>
    socket.brings('meetings:happened', { sequence: (sequence += 1), at, happening });
  return { devices, happens, socket, media, toasts: TestBed.inject(Toasts) };
}

const publications = (change: Partial<Publications>, by: typeof byHanna | null): Happening => ({
  type: 'meetings:publications-changed',
  participantId: ids.ann,
  publications: { ...nothingOn, ...change },
  by,
});

describe('moderated media', () => {
  it('goes silent when a moderator mutes, and names them', async () => {
    const { happens, media, toasts } = await inMeeting();
    happens(publications({ camera: true }, byHanna));
    expect([media.microphone.isOn(), media.camera.isOn()]).toEqual([false, true]);
    expect(toasts.shown().map(({ text }) => text)).toEqual(['Hanna muted you']);
  });

  it('stops the camera when a moderator does', async () => {
    const { happens, media } = await inMeeting();
    happens(publications({ microphone: true }, byHanna));
    expect([media.microphone.isOn(), media.camera.isOn()]).toEqual([true, false]);
  });

  it('obeys what a moderator ordered while it was too long out of reach', async () => {
    const { socket, media, toasts } = await inMeeting();
    socket.brings('disconnect', 'transport close');
    socket.brings('connect');
    const orders = [{ sequence: 300, at, happening: publications({ camera: true }, byHanna) }];
    const data = {
      type: 'snapshot',
      snapshot: snapshot({ sequence: 600 }),
      orders,
      iceServers: [],
    };
    socket.last.answer({ ok: true, data });
    await settle();
    expect([media.microphone.isOn(), media.camera.isOn()]).toEqual([false, true]);
    expect(toasts.shown().map(({ text }) => text)).toEqual(['Hanna muted you']);
  });

  it('stops both screens when a moderator does, and neither while one is still said to be on', async () => {
    const { devices, happens, toasts } = await inMeeting();
    const screens = TestBed.inject(ScreenShareStore);
    for (let shared = 0; shared < 2; shared += 1) {
      void screens.start();
      devices.last.give(new FakeTrack('video'));
      await settle();
    }
    const on = { microphone: true, camera: true };
    happens(publications({ ...on, second_screen_share: true }, byHanna));
    expect(screens.canShareAnother()).toBe(false);
    happens(publications(on, byHanna));
    expect([screens.videoTrack(), screens.second.videoTrack()]).toEqual([null, null]);
    expect(toasts.shown().map(({ text }) => text)).toEqual(['Hanna stopped your screen share']);
  });

  it('is muted with everyone, but for those who are not', async () => {
    const { happens, media } = await inMeeting();
    happens({ type: 'moderation:everyone-muted', by: byHanna, except: [ids.ann] });
    expect(media.microphone.isOn()).toBe(true);
    happens({ type: 'moderation:everyone-muted', by: byHanna });
    expect(media.microphone.isOn()).toBe(false);
  });

  it('never switches on what a message from outside says is on', async () => {
    const { happens, media } = await inMeeting();
    media.setWanted('microphone', false);
    media.setWanted('camera', false);
    happens(publications({ microphone: true, camera: true }, byHanna));
    expect([media.microphone.isOn(), media.camera.isOn()]).toEqual([false, false]);
  });

  it('takes the echo of the own change for what it is', async () => {
    const { happens, media } = await inMeeting();
    happens(publications({}, null));
    expect(media.microphone.isOn()).toBe(true);
  });

  it('asks whether to unmute, and leaves the microphone off until the answer is yes', async () => {
    const { happens, media } = await inMeeting();
    happens(publications({ camera: true }, byHanna));
    happens({ type: 'moderation:unmute-asked', participantId: ids.ann, by: byHanna });
    const button = await questionButton('Unmute');
    expect(document.body.textContent).toContain('Hanna asks you to unmute');
    expect([media.microphone.isWanted(), media.microphone.isOn()]).toEqual([false, false]);
    button.click();
    await settle();
    expect(media.microphone.isWanted()).toBe(true);
  });

  it('asks, too, where unmuting is allowed to one, and obeys a no', async () => {
    const { happens, media } = await inMeeting();
    const liberties = { ...usualLiberties, unmute: false };
    happens({ type: 'moderation:liberties-changed', liberties, by: byHanna });
    TestBed.tick();
    expect(media.microphone.isWanted()).toBe(false);
    const of = { participantId: ids.ann, by: byHanna } as const;
    happens({ type: 'moderation:withheld-changed', withheld: [], granted: ['unmute'], ...of });
    (await questionButton('Stay muted')).click();
    await settle();
    expect(media.microphone.isWanted()).toBe(false);
  });

  it('lets everything stand still, and nothing comes on again by itself', async () => {
    const { happens, media, toasts } = await inMeeting();
    const suspension = (isSuspended: boolean): Happening => ({
      type: 'moderation:suspension-changed',
      ...{ isSuspended, liberties: usualLiberties, isLocked: isSuspended, by: byHanna },
    });
    happens(suspension(true));
    happens(suspension(false));
    expect([media.microphone.isWanted(), media.camera.isWanted()]).toEqual([false, false]);
    expect(toasts.shown().map(({ text }) => text)).toEqual([
      expect.stringContaining('Hanna suspended everything'),
      expect.stringContaining('Hanna lets the meeting go on'),
    ]);
  });
});

/** The question's code comes when it is asked. */
async function questionButton(name: string): Promise<HTMLButtonElement> {
  await import('../moderation/unmute-question');
  await settle();
  TestBed.tick();
  const buttons = document.querySelectorAll<HTMLButtonElement>('mat-dialog-container button');
  const button = [...buttons].find(({ textContent }) => textContent?.trim() === name);
  if (!button) throw new Error(`no button ${name}: ${document.body.textContent}`);
  return button;
}
