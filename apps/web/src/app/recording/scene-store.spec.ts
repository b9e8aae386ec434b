import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { usualRoomRecording } from '@parley/contract';
import { LocalPublications } from '../meeting/local-publications';
import { MeshBridge } from '../meeting/mesh-bridge';
import { SpeakingStore } from '../meeting/speaking-store';
import { ids, nothingOn, participant } from '../testing/meeting-builders';
import { recordedMeeting, running } from '../testing/recorded-meeting';
import { SceneStore } from './scene-store';

const screen = { ...nothingOn, screen_share: true };

async function scene(seen: Parameters<typeof recordedMeeting>[1]) {
  const meeting = await recordedMeeting(
    [
      SceneStore,
      { provide: LocalPublications, useValue: { tracks: signal({}) } },
      { provide: MeshBridge, useValue: { tracks: signal(new Map()) } },
      { provide: SpeakingStore, useValue: { speaking: signal(new Set([ids.ann, ids.hanna])) } },
    ],
    { recording: running(ids.hanna), ...seen },
  );
  const store = TestBed.inject(SceneStore);
  return { meeting, tiles: () => store.scene().tiles.map(({ id }) => id), store };
}

describe('what a recording shows', () => {
  it('is without whoever declined, with their screen, from that moment on', async () => {
    const hanna = participant(ids.hanna);
    const ann = participant(ids.ann, { publications: screen });
    const { meeting, tiles, store } = await scene({ participants: [hanna, ann] });
    expect(tiles()).toEqual([ids.hanna, ids.ann, `${ids.ann}/screen_share`]);
    await meeting.happens({
      type: 'recordings:consent-changed',
      participantId: ids.ann,
      consent: 'declined',
    });
    expect(tiles()).toEqual([ids.hanna]);
    expect(store.scene().speakingId).toBe(ids.hanna);
  });

  it('is the recorder alone until others agree, where they must', async () => {
    const rules = { ...usualRoomRecording, consent: 'must-agree' } as const;
    const { meeting, tiles } = await scene({ roomRecording: rules });
    expect(tiles()).toEqual([ids.hanna]);
    await meeting.happens({
      type: 'recordings:consent-changed',
      participantId: ids.ann,
      consent: 'agreed',
    });
    expect(tiles()).toEqual([ids.hanna, ids.ann]);
  });
});
