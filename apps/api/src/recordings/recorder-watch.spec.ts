import { limits } from '@parley/contract';
import { FakeClock } from '../realtime/testing/fake-clock';
import { RecorderWatch } from './recorder-watch';

describe('watching for silent recorders', () => {
  const setUp = () => {
    const clock = new FakeClock();
    const watch = new RecorderWatch(clock);
    const silent: string[] = [];
    watch.listen((id, reason) => silent.push(`${id} ${reason}`));
    return { clock, watch, silent };
  };
  const silenceMs = limits.recorderSilenceMs;

  it('tells of a recorder that said nothing for as long as the limit, once', () => {
    const { clock, watch, silent } = setUp();
    watch.hear('a');
    clock.advance(silenceMs - 1);
    expect(silent).toEqual([]);
    clock.advance(1);
    expect(silent).toEqual(['a recorder-gone']);
    clock.advance(10 * silenceMs);
    expect(silent).toHaveLength(1);
  });

  it('counts from the last sign of life', () => {
    const { clock, watch, silent } = setUp();
    watch.hear('a');
    for (let seconds = 0; seconds < 60; seconds++) {
      clock.advance(1_000);
      watch.hear('a');
    }
    clock.advance(silenceMs - 1);
    expect(silent).toEqual([]);
    clock.advance(1);
    expect(silent).toEqual(['a recorder-gone']);
  });

  it('gives the restart as the reason only to a recorder that never came back after it', () => {
    const { clock, watch, silent } = setUp();
    watch.expectAgain('gone');
    watch.expectAgain('back');
    clock.advance(1_000);
    watch.hear('back');
    clock.advance(2 * silenceMs);
    expect(silent).toEqual(['gone server-restarted', 'back recorder-gone']);
  });

  it('says nothing of a recording that was finished', () => {
    const { clock, watch, silent } = setUp();
    watch.hear('a');
    watch.forget('a');
    clock.advance(10 * silenceMs);
    expect(silent).toEqual([]);
    expect(watch.isWatching('a')).toBe(false);
  });

  it('starts anew when a silent recorder comes back', () => {
    const { clock, watch, silent } = setUp();
    watch.hear('a');
    clock.advance(silenceMs);
    watch.hear('a');
    clock.advance(silenceMs);
    expect(silent).toHaveLength(2);
  });
});
