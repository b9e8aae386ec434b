import { type LinkConditions, withCondition } from './link-condition';

const none: LinkConditions = new Map();

describe('the condition of a link', () => {
  it('remembers that there was a path once', () => {
    const failed = withCondition(none, 'ann', { state: 'failed' });
    expect(failed.get('ann')?.wasConnected).toBe(false);
    const connected = withCondition(failed, 'ann', { state: 'connected' });
    const again = withCondition(connected, 'ann', { state: 'failed' });
    expect(again.get('ann')?.wasConnected).toBe(true);
  });

  it('keeps what did not change', () => {
    const poor = withCondition(none, 'ann', { quality: 'poor', isVideoPaused: true });
    expect(withCondition(poor, 'ann', { state: 'reconnecting' }).get('ann')).toEqual({
      state: 'reconnecting',
      wasConnected: false,
      quality: 'poor',
      isVideoPaused: true,
      isSendingPaused: false,
    });
  });

  it('forgets a link that is closed, and only that one', () => {
    const two = withCondition(withCondition(none, 'ann', {}), 'bob', {});
    expect([...withCondition(two, 'ann', { state: 'closed' }).keys()]).toEqual(['bob']);
  });
});
