import { type Capture, fullCapture, nextCapture, wantedCapture } from './next-capture';

const small = { height: 180, framerate: 7 };
const middle = { height: 360, framerate: 15 };
const large = { height: 540, framerate: 30 };

/** A camera that is told what is wanted of it, second by second. */
function camera(start: Capture = fullCapture) {
  let capture = start;
  let nowMs = 0;
  return (wanted: Parameters<typeof nextCapture>[1], seconds: number) => {
    const limits = [];
    for (let second = 0; second < seconds; second += 1) {
      capture = nextCapture(capture, wanted, nowMs);
      limits.push(capture.limit);
      nowMs += 1_000;
    }
    return limits;
  };
}

describe('wantedCapture', () => {
  const wishes = { need: middle, ownHeight: 100, isRecording: false };

  it('is what the receivers need, in size and in pace', () => {
    expect(wantedCapture(wishes)).toEqual(middle);
  });

  it('is never less than a sign of life for the own picture, even when nobody looks', () => {
    expect(wantedCapture({ ...wishes, need: { height: 0, framerate: 0 } })).toEqual(small);
  });

  it('fills the own tile where that is large', () => {
    expect(wantedCapture({ ...wishes, need: small, ownHeight: 540 })).toEqual({
      height: 540,
      framerate: 15,
    });
  });

  it('is everything while this page records, and while nobody else is there', () => {
    expect(wantedCapture({ ...wishes, isRecording: true })).toBeNull();
    expect(wantedCapture({ ...wishes, need: null })).toBeNull();
  });
});

describe('nextCapture', () => {
  it('shrinks after five seconds of needing less', () => {
    const pass = camera();
    expect(pass(middle, 6)).toEqual([null, null, null, null, null, middle]);
  });

  it('grows at once, in the one thing that is needed more of', () => {
    const pass = camera({ limit: middle, tooMuchSinceMs: null });
    expect(pass(large, 1)).toEqual([large]);
    expect(pass(null, 1)).toEqual([null]);
    const other = camera({ limit: middle, tooMuchSinceMs: null });
    expect(other({ height: 180, framerate: 30 }, 1)).toEqual([{ height: 360, framerate: 30 }]);
  });

  it('does not flap with what comes and goes', () => {
    const pass = camera({ limit: large, tooMuchSinceMs: null });
    for (let round = 0; round < 5; round += 1) {
      expect(pass(small, 4)).toEqual([large, large, large, large]);
      expect(pass(large, 1)).toEqual([large]);
    }
  });

  it('takes what is needed when the wait is over, not when it began', () => {
    const pass = camera({ limit: large, tooMuchSinceMs: null });
    pass(small, 3);
    expect(pass(middle, 3)).toEqual([large, large, middle]);
  });

  it('counts anew once something has needed all of it', () => {
    const pass = camera();
    pass(middle, 4);
    pass(null, 1);
    expect(pass(middle, 6).at(-2)).toBeNull();
  });
});
