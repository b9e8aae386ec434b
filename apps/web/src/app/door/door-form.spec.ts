import { TestBed } from '@angular/core/testing';
import { type Door, RoomId } from '@parley/contract';
import { FakeApi, ok } from '../../testing/fake-api';
import { anAccount } from '../../testing/records';
import { Screen } from '../../testing/screen';
import { SessionStore } from '../auth/session-store';
import { DeviceList } from '../media/device-list';
import { LocalMediaStore } from '../media/local-media-store';
import { DoorForm } from './door-form';
import { ScriptedJoin } from './scripted-join';

const openDoor = {
  roomId: RoomId.parse('abcd-efgh-jkmn'),
  opensAt: null,
  seatsInside: [],
} as unknown as Door;

describe('the name at the door', () => {
  let screen: Screen;
  let accountArrives: () => void;
  let setDoor: (door: Partial<Door>) => Promise<void>;

  beforeEach(() => {
    localStorage.clear();
    const answer = new Promise<Response>((resolve) => {
      accountArrives = () => resolve(ok(anAccount()));
    });
    TestBed.configureTestingModule({
      providers: [
        new FakeApi().on('GET /api/accounts/me', () => answer).provide(),
        ScriptedJoin,
        LocalMediaStore,
        DeviceList,
      ],
    });
    localStorage.setItem('parley.signed-in', 'yes');
    const fixture = TestBed.createComponent(DoorForm);
    fixture.componentRef.setInput('door', openDoor);
    fixture.componentRef.setInput('refusal', null);
    fixture.componentRef.setInput('isAsking', false);
    fixture.detectChanges();
    screen = new Screen(fixture);
    setDoor = async (door) => {
      fixture.componentRef.setInput('door', { ...openDoor, ...door });
      await screen.settled();
    };
  });

  it('is the account’s', async () => {
    accountArrives();
    await screen.settled();
    expect(screen.field('Your name').value).toBe('Hanna Host');
  });

  it('is in its field the moment it is known, so that nobody steps in between', async () => {
    const session = TestBed.inject(SessionStore);
    accountArrives();
    await session.load();
    // The form waited for the same answer, and a turn of promises longer; a drawing of its own comes with a task.
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
    expect(screen.field('Your name').value).toBe('Hanna Host');
  });

  it('is left alone once somebody stands in the field, before a letter of theirs', async () => {
    screen.field('Your name').dispatchEvent(new Event('focus'));
    accountArrives();
    await screen.settled();
    expect(screen.field('Your name').value).toBe('');
  });

  it('stands below what one has to know of recordings', async () => {
    await setDoor({ mayBeRecorded: true });
    expect(screen.text).toContain('This meeting may be recorded.');
    await setDoor({ mayBeRecorded: true, isRecording: true });
    expect(screen.text).toContain('This meeting is being recorded.');
    expect(screen.text).not.toContain('may be recorded');
  });
});
