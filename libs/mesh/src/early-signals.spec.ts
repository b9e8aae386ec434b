import { ManualClock } from '@parley/testing';
import { EarlySignals } from './early-signals';
import type { MeshSignal } from './types';

const signal: MeshSignal = { description: { type: 'offer', sdp: '' } };
const pageOf = (pageId: string) => ({ participantId: 'bob', pageId });

test('signals of an unknown page are handed out once, in order', () => {
  const early = new EarlySignals(new ManualClock());
  early.keep(pageOf('page'), 1, signal);
  early.keep(pageOf('page'), 2, signal);
  early.keep(pageOf('other'), 1, signal);
  expect(early.take(pageOf('page')).map(({ sequence }) => sequence)).toEqual([1, 2]);
  expect(early.take(pageOf('page'))).toEqual([]);
});

test('they are forgotten after ten seconds', () => {
  const clock = new ManualClock();
  const early = new EarlySignals(clock);
  early.keep(pageOf('page'), 1, signal);
  clock.advance(10_001);
  expect(early.take(pageOf('page'))).toEqual([]);
});

test('few pages and few signals of each are kept', () => {
  const early = new EarlySignals(new ManualClock());
  const kept = Array.from({ length: 100 }, (_, index) => early.keep(pageOf('page'), index, signal));
  expect(kept.filter(Boolean)).toHaveLength(64);
  const pages = Array.from({ length: 100 }, (_, index) =>
    early.keep(pageOf(`page-${String(index)}`), 1, signal),
  );
  expect(pages.filter(Boolean)).toHaveLength(15);
});
