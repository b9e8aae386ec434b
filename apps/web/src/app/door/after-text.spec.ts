import type { Dismissal } from '@parley/contract';
import { byHanna } from '../testing/meeting-builders';
import { afterText } from './after-text';

describe('the page after the meeting', () => {
  it.each([
    ['removed', 'You were removed from the meeting', 'door'],
    ['blocked', 'You were removed from the meeting', undefined],
    ['denied', 'You were not let in', 'door'],
    ['ended', 'The meeting has ended', 'door'],
  ] as const)('names who did it: %s', (reason: Dismissal['reason'], heading, to) => {
    const text = afterText({ reason, by: byHanna });
    expect(text.heading).toBe(heading);
    expect(text.text).toContain('Hanna');
    expect(text.action?.to).toBe(to);
  });

  it('lets a removed person ask again by the same word as everybody, and a blocked one not', () => {
    const rejoin = { label: 'Rejoin', to: 'door' };
    expect(afterText({ reason: 'removed', by: byHanna }).action).toEqual(rejoin);
    expect(afterText({ reason: 'blocked', by: byHanna }).action).toBeNull();
  });

  it('offers to rejoin after leaving and after a long absence', () => {
    const failure = { code: 'seat-gone', message: '' } as const;
    expect(afterText({ reason: 'left' }).action).toEqual({ label: 'Rejoin', to: 'meeting' });
    expect(afterText({ failure }).action).toEqual({ label: 'Rejoin', to: 'meeting' });
  });

  it('says the sentence of a refusal, never its message', () => {
    const failure = { code: 'blocked', message: 'row 7 of blocks' } as const;
    expect(afterText({ failure }).text).toMatch(/blocked you from coming back/);
  });
});
