import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { openEar } from '../media/microphone-ear';
import { ids, nothingOn, participant } from '../testing/meeting-builders';
import { LocalPublications } from './local-publications';
import { MeetingStore } from './meeting-store';
import { MeshBridge } from './mesh-bridge';
import { SecondAct } from './second-act';
import { SpeakingStore } from './speaking-store';

type Tracks = Readonly<Record<'microphone' | 'camera', MediaStreamTrack | null>>;
const track = () => ({}) as MediaStreamTrack;

/** Hanna's page, in a meeting with Ann. */
function listening() {
  const levels: Record<string, number | null> = {};
  const ear = { level: () => levels[ids.hanna] ?? 0, close: jest.fn() };
  const openEarOn = jest.fn((_: MediaStreamTrack) => ear);
  const tracks = signal<Tracks>({ microphone: track(), camera: null });
  const publications = { ...nothingOn, microphone: true };
  const participants = [ids.hanna, ids.ann].map((id) => participant(id, { publications }));
  const meeting = { participants: () => participants, state: () => ({ self: ids.hanna }) };
  const mesh = { voiceLevel: (id: string) => levels[id] ?? null };
  TestBed.configureTestingModule({
    providers: [
      SpeakingStore,
      { provide: MeetingStore, useValue: meeting },
      { provide: MeshBridge, useValue: { mesh: () => mesh } },
      { provide: LocalPublications, useValue: { tracks } },
      { provide: SecondAct, useValue: { hasBegun: () => true } },
      { provide: openEar, useValue: openEarOn },
    ],
  });
  const { speaking } = TestBed.inject(SpeakingStore);
  TestBed.tick();
  const hears = (heard: Readonly<Record<string, number | null>>) => {
    Object.assign(levels, heard);
    jest.advanceTimersByTime(150);
    return [...speaking()];
  };
  return { hears, tracks, ear, openEarOn };
}

describe('SpeakingStore', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('knows of others by the mesh, of oneself by listening, and of nobody whose microphone is off', () => {
    const { hears } = listening();
    expect(hears({ [ids.ann]: 0.2 })).toEqual([ids.ann]);
    expect(hears({ [ids.hanna]: 0.2, [ids.ann]: null })).toEqual([ids.hanna]);
  });

  it('listens on while the camera comes and goes, and no longer than the microphone is on', () => {
    const { hears, tracks, ear, openEarOn } = listening();
    tracks.update((all) => ({ ...all, camera: track() }));
    TestBed.tick();
    expect([openEarOn.mock.calls.length, ear.close.mock.calls.length]).toEqual([1, 0]);
    expect(hears({ [ids.hanna]: 0.2 })).toEqual([ids.hanna]);
    tracks.update((all) => ({ ...all, microphone: null }));
    TestBed.tick();
    expect(ear.close).toHaveBeenCalledTimes(1);
    expect(hears({})).toEqual([]);
  });

  it('leaves everything alone once the meeting is over', () => {
    const { ear } = listening();
    TestBed.resetTestingModule();
    expect(ear.close).toHaveBeenCalledTimes(1);
    expect(jest.getTimerCount()).toBe(0);
  });
});
