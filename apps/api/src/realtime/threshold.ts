/** A whole class behind one address connects within seconds; a thousand silent connections are no class (security.md T78). */
const unseatedPerAddress = 50;

/** Counts connections that have not shown a seat yet, by the address block they come from. */
export class Threshold {
  private readonly counts = new Map<string, number>();

  /** False where so many stand there already that no other may come. */
  hasRoomFor(address: string): boolean {
    return (this.counts.get(address) ?? 0) < unseatedPerAddress;
  }

  /** Somebody steps on it; the returned function lets them go, and does nothing when called again. */
  step(address: string): () => void {
    this.counts.set(address, (this.counts.get(address) ?? 0) + 1);
    let isThere = true;
    return () => {
      if (!isThere) return;
      isThere = false;
      const left = (this.counts.get(address) ?? 0) - 1;
      if (left > 0) this.counts.set(address, left);
      else this.counts.delete(address);
    };
  }
}
