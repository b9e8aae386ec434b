/** How much files may take from the link; the call comes first. */
export interface PaceSetting {
  /**
   * A channel is filled again when no more than this waits in it, or what `watermarkAt` says: megabytes lose two thirds of
   * the speed. A long path does not want more, for what is on its way no longer counts: over one of 100 ms, 64 KiB and
   * 512 KiB were equally fast.
   */
  readonly watermarkBytes: number;
  /** For all channels together; null for as much as the links carry. */
  readonly maxBytesPerSecond: number | null;
  /** Voices go over the same links, and must not wait behind files. Costs speed where pages are slower than links. */
  readonly yieldsToVoices: boolean;
}
export const defaultPace: PaceSetting = {
  watermarkBytes: 64 * 1024,
  maxBytesPerSecond: null,
  yieldsToVoices: false,
};

/** A narrow link gets no more at once than it carries in this time: a voice would wait, or be lost, behind a longer burst. */
const burstMs = 50;
const leastBurstBytes = 4 * 1024;

/** A page is busy elsewhere for about so long, now and then: a fast link must not run dry meanwhile. */
const aheadMs = 20;
const mostAheadBytes = 256 * 1024;

/** How much may wait in a channel that carries so much: at least the setting's, more where that is gone in no time. */
export function watermarkAt(bytesPerSecond: number, leastBytes: number): number {
  return Math.max(leastBytes, Math.min(mostAheadBytes, (bytesPerSecond * aheadMs) / 1_000));
}

/** A bucket that uploads draw from, so that their sum stays under the limit whoever asks. */
export class Pace {
  private setting: PaceSetting = defaultPace;
  private freeAtMs = 0;

  constructor(private readonly now: () => number) {}

  get watermarkBytes(): number {
    return this.setting.watermarkBytes;
  }

  get yieldsToVoices(): boolean {
    return this.setting.yieldsToVoices;
  }

  /** How much may go into one message. */
  get burstBytes(): number {
    const { maxBytesPerSecond } = this.setting;
    if (maxBytesPerSecond === null) return Infinity;
    return Math.max(leastBurstBytes, Math.floor((maxBytesPerSecond * burstMs) / 1_000));
  }

  set(setting: PaceSetting): void {
    this.setting = setting;
    this.freeAtMs = Math.min(this.freeAtMs, this.now());
  }

  /** Books `bytes` and says how many milliseconds to wait before sending them. */
  book(bytes: number): number {
    const { maxBytesPerSecond } = this.setting;
    if (maxBytesPerSecond === null) return 0;
    const nowMs = this.now();
    const startMs = Math.max(this.freeAtMs, nowMs);
    this.freeAtMs = startMs + (bytes * 1_000) / maxBytesPerSecond;
    return startMs - nowMs;
  }
}
