import type { SliceIntake, SliceListener } from '../slices';

/**
 * Holds slices until there is a keeper for them: a track begins before the server has given it a ticket, because the
 * ticket is asked for with the moment at which the track began. In memory: pass them on within seconds.
 */
export class PendingSlices implements SliceIntake {
  private readonly keeper = Promise.withResolvers<SliceIntake>();
  private readonly slices: Blob[] = [];
  private readonly listeners = new Set<SliceListener>();
  private target: SliceIntake | null = null;

  keep(slice: Blob): void {
    if (this.target === null) {
      this.slices.push(slice);
    } else {
      this.target.keep(slice);
    }
  }

  /** Gives everything so far, and everything to come, to the keeper. Call once. */
  passTo(keeper: SliceIntake): void {
    this.target = keeper;
    this.slices.splice(0).forEach((slice) => keeper.keep(slice));
    this.listeners.forEach((listener) => keeper.watch(listener));
    this.keeper.resolve(keeper);
  }

  /** Waits for the keeper. */
  async settled(): Promise<{ readonly sliceCount: number }> {
    return (await this.keeper.promise).settled();
  }

  watch(listener: SliceListener): () => void {
    if (this.target !== null) {
      return this.target.watch(listener);
    }
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
