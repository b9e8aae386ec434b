import { DOCUMENT } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { type Door, RoomId } from '@parley/contract';
import { DeviceList } from '../media/device-list';
import { LocalMediaStore } from '../media/local-media-store';
import { mediaDevices } from '../media/media-ports';
import { FakeDevices, FakeTrack, settle } from '../testing/fake-devices';
import { ScriptedJoin } from './scripted-join';

const roomId = RoomId.parse('abcd-efgh-jkmn');
const automatic = '?name=Ada&camera=off&microphone=required&join=now';
const doorWith = (needsPassword: boolean) => ({ roomId, needsPassword }) as Door;
const openDoor = doorWith(false);

function create(query: string) {
  history.replaceState(null, '', `/r/${roomId}${query}`);
  const devices = new FakeDevices();
  TestBed.configureTestingModule({
    providers: [
      ScriptedJoin,
      LocalMediaStore,
      DeviceList,
      { provide: mediaDevices, useValue: devices.asMediaDevices() },
    ],
  });
  const script = TestBed.inject(ScriptedJoin);
  TestBed.inject(LocalMediaStore).open(script.wishes());
  const answers = async (answer: (asked: FakeDevices['last']) => void) => {
    answer(devices.last);
    await settle();
  };
  return { answers, script };
}

/** As after a first visit, at which somebody joined by a click. */
function cameBefore(query: string) {
  const { script } = create(query);
  script.noteAsked(openDoor);
  TestBed.resetTestingModule();
}

describe('joining as the link says', () => {
  beforeEach(() => localStorage.clear());
  afterAll(() => history.replaceState(null, '', '/'));

  it('takes the address of the page', () => {
    const { script } = create('?camera=off');
    expect(script.wishes()).toEqual({ microphone: true, camera: false });
    expect(TestBed.inject(DOCUMENT).location.search).toBe('?camera=off');
  });

  it('misses a required device until it is on', async () => {
    const { answers, script } = create('?microphone=required&camera=off');
    expect(script.missing()).toEqual(['microphone']);
    await answers((asked) => asked.give(new FakeTrack('audio')));
    expect(script.missing()).toEqual([]);
  });

  it('joins nowhere by itself where nobody joined by a click before', async () => {
    const { answers, script } = create(automatic);
    await answers((asked) => asked.give(new FakeTrack('audio')));
    expect([script.isDue(openDoor), script.isUnconfirmed(openDoor)]).toEqual([false, true]);
  });

  it('joins by itself from the second time on, once the devices are there, and once only', async () => {
    cameBefore(automatic);
    const { answers, script } = create(automatic);
    expect(script.isDue(openDoor)).toBe(false);
    await answers((asked) => asked.give(new FakeTrack('audio')));
    expect([script.isDue(openDoor), script.isUnconfirmed(openDoor)]).toEqual([true, false]);
    script.noteAsked(openDoor);
    expect(script.isDue(openDoor)).toBe(false);
  });

  it('never goes past a password or a missing device by itself', async () => {
    cameBefore(automatic);
    const { answers, script } = create(automatic);
    await answers((asked) => asked.refuse('NotFoundError'));
    expect(script.isDue(openDoor)).toBe(false);
    TestBed.resetTestingModule();
    const second = create(automatic);
    await second.answers((asked) => asked.give(new FakeTrack('audio')));
    expect(second.script.isDue(doorWith(true))).toBe(false);
  });

  it('joins without a device that is wanted and not required', async () => {
    const query = '?name=Ada&camera=off&join=now';
    cameBefore(query);
    const { answers, script } = create(query);
    await answers((asked) => asked.refuse('NotFoundError'));
    expect(script.isDue(openDoor)).toBe(true);
  });

  it('remembers no room that was entered by a usual link', () => {
    cameBefore('?name=Ada');
    const { script } = create('?name=Ada&microphone=off&camera=off&join=now');
    expect(script.isDue(openDoor)).toBe(false);
  });

  it('is not confused by somebody else’s words under its key', () => {
    localStorage.setItem('parley.joined-by-itself', 'not JSON');
    const { script } = create('?name=Ada&microphone=off&camera=off&join=now');
    expect(script.isDue(openDoor)).toBe(false);
  });
});
