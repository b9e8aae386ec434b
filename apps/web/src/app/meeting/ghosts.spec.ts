import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { Participant } from '@parley/contract';
import type { PeerState } from '@parley/mesh';
import { ids, participant } from '../testing/meeting-builders';
import { type LinkConditions, withCondition } from './bandwidth/link-condition';
import { ghostAfterMs, Ghosts } from './ghosts';
import { MeetingStore } from './meeting-store';
import { MeshBridge } from './mesh-bridge';

const linkTo = (state: PeerState): LinkConditions =>
  withCondition(withCondition(new Map(), ids.hanna, { state: 'connected' }), ids.hanna, { state });
const hanna = (isConnected: boolean) => participant(ids.hanna, { isConnected });

/** Ann's page, as far as ghosts are concerned. */
function create() {
  const others = signal<readonly Participant[]>([hanna(true)]);
  const links = signal<LinkConditions>(linkTo('connected'));
  TestBed.configureTestingModule({
    providers: [
      Ghosts,
      { provide: MeetingStore, useValue: { others } },
      { provide: MeshBridge, useValue: { links } },
    ],
  });
  const ghosts = TestBed.inject(Ghosts);
  const passes = (ms: number) => {
    TestBed.tick();
    jest.advanceTimersByTime(ms);
    return [...ghosts.ids()];
  };
  const crashes = () => {
    others.set([hanna(false)]);
    links.set(linkTo('reconnecting'));
  };
  return { others, links, passes, crashes };
}

describe('somebody who is drawn', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('is so for a while after a crash, and then no more', () => {
    const { passes, crashes } = create();
    crashes();
    expect(passes(ghostAfterMs - 1)).toEqual([]);
    expect(passes(1)).toEqual([ids.hanna]);
  });

  it('is gone 45 s after a crash that the server noticed as late as it can', () => {
    expect(14_000 + ghostAfterMs).toBeLessThan(45_000);
  });

  it('stays while media still comes, however long the server has lost them', () => {
    const { others, links, passes } = create();
    others.set([hanna(false)]);
    expect(passes(120_000)).toEqual([]);
    links.set(linkTo('failed'));
    expect(passes(0)).toEqual([ids.hanna]);
  });

  it('stays while the server has them, whatever the path between us is like', () => {
    const { links, passes } = create();
    links.set(linkTo('failed'));
    expect(passes(120_000)).toEqual([]);
  });

  it('is so again as soon as they are back, and the next loss counts from its beginning', () => {
    const { others, passes, crashes } = create();
    crashes();
    expect(passes(ghostAfterMs)).toEqual([ids.hanna]);
    others.set([hanna(true)]);
    expect(passes(0)).toEqual([]);
    others.set([hanna(false)]);
    expect(passes(ghostAfterMs - 1)).toEqual([]);
  });

  it('is so again when only the path heals', () => {
    const { links, passes, crashes } = create();
    crashes();
    passes(ghostAfterMs);
    links.set(linkTo('connected'));
    expect(passes(0)).toEqual([]);
  });
});
