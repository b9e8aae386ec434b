import { playNotes } from './play-notes';

interface Point {
  readonly value: number;
  readonly atSeconds: number;
}

/** Loudness of every note as it was laid down, and when it ends. */
const notes: { points: Point[]; endSeconds: number }[] = [];
const close = jest.fn();

class FakeContext {
  readonly currentTime = 10;
  readonly destination = {};
  readonly close = close;
}

class FakeGain {
  readonly points: Point[] = [];
  readonly gain = {
    setValueAtTime: this.add.bind(this),
    linearRampToValueAtTime: this.add.bind(this),
    exponentialRampToValueAtTime: this.add.bind(this),
  };

  connect<Next>(next: Next): Next {
    return next;
  }

  private add(value: number, atSeconds: number): void {
    this.points.push({ value, atSeconds });
  }
}

class FakeTone extends EventTarget {
  #gain = new FakeGain();
  start = jest.fn();

  connect(gain: FakeGain): FakeGain {
    this.#gain = gain;
    return gain;
  }

  stop(endSeconds: number): void {
    notes.push({ points: this.#gain.points, endSeconds });
    queueMicrotask(() => this.dispatchEvent(new Event('ended')));
  }
}

describe('a sound of notes', () => {
  beforeAll(() => {
    Object.assign(globalThis, {
      AudioContext: FakeContext,
      GainNode: FakeGain,
      OscillatorNode: FakeTone,
    });
    playNotes([523.25, 659.25]);
  });

  it('is over within a second, and lets go of the loudspeaker', async () => {
    expect(Math.max(...notes.map(({ endSeconds }) => endSeconds)) - 10).toBeLessThan(1);
    await Promise.resolve();
    expect(close).toHaveBeenCalledTimes(1);
  });

  it('never clips, also where notes sound together', () => {
    const loudest = notes.map(({ points }) => Math.max(...points.map(({ value }) => value)));
    expect(loudest.reduce((sum, value) => sum + value, 0)).toBeLessThan(0.5);
  });

  it('begins at nothing and ends at nearly nothing: neither end clicks', () => {
    expect(notes).toHaveLength(2);
    for (const { points, endSeconds } of notes) {
      const [first, loudest, last] = points;
      expect(first?.value).toBe(0);
      expect((loudest?.atSeconds ?? 0) - (first?.atSeconds ?? 0)).toBeGreaterThanOrEqual(0.02);
      expect(last?.atSeconds).toBe(endSeconds);
      expect(last?.value).toBeLessThanOrEqual(0.001);
    }
  });
});
