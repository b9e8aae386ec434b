import { SpeakingWatch } from './loudness';

describe('SpeakingWatch', () => {
  it('keeps somebody speaking through the pause between two words, and not longer', () => {
    const watch = new SpeakingWatch();
    watch.note('ann', 0.2, 1_000);
    watch.note('ann', 0, 1_500);
    expect([...watch.speaking(1_500)]).toEqual(['ann']);
    expect([...watch.speaking(2_300)]).toEqual([]);
  });

  it('does not take room noise for a voice, and forgets who left', () => {
    const watch = new SpeakingWatch();
    watch.note('bob', 0.005, 1_000);
    watch.note('ann', 0.2, 1_000);
    watch.forget('ann');
    expect(watch.speaking(1_000).size).toBe(0);
  });
});
