import { goodCondition, LinkQuality, qualityOf, type LinkConditions } from './link-condition';

const poor = { isPoor: true, isVideoPaused: false };
const paused = { isPoor: true, isVideoPaused: true };

test('each change of either direction is told exactly once', () => {
  const told: LinkConditions[] = [];
  const quality = new LinkQuality((conditions) => told.push(conditions));
  expect(quality.update({ ours: { ...goodCondition } })).toBe(false);
  expect(quality.update({ ours: poor })).toBe(true);
  expect(quality.update({ ours: { ...poor } })).toBe(false);
  expect(quality.update({ theirs: paused })).toBe(true);
  expect(told).toEqual([
    { ours: poor, theirs: goodCondition },
    { ours: poor, theirs: paused },
  ]);
});

test.each([
  [goodCondition, goodCondition, 'good', false, false],
  [poor, goodCondition, 'poor', false, false],
  [goodCondition, paused, 'poor', true, false],
  [paused, goodCondition, 'poor', false, true],
])('ours %j and theirs %j is %s', (ours, theirs, quality, isVideoPaused, isSendingPaused) => {
  expect(qualityOf('bob', { ours, theirs })).toEqual({
    participantId: 'bob',
    quality,
    isVideoPaused,
    isSendingPaused,
  });
});
