/** A cough or a "yes" does not take the picture: as long must somebody speak first. */
const provenMs = 600;
/** Whoever has become large stays so at least this long, or two people who talk would make the picture flap. */
const stayMs = 2_000;

/** Who spoke last, held: changes at most every two seconds, and not for a short noise. */
export class SpeakerHold {
  private held: readonly string[] = [];
  private changedAtMs = -Infinity;
  private speaking: { readonly id: string; readonly sinceMs: number } | null = null;

  /** Says who speaks now; null for nobody. */
  hear(speakingId: string | null, nowMs: number): void {
    if (speakingId !== (this.speaking?.id ?? null)) {
      this.speaking = speakingId === null ? null : { id: speakingId, sinceMs: nowMs };
    }
  }

  /** Ids of those who spoke, the last one first; the same array as long as nothing changes. */
  at(nowMs: number): readonly string[] {
    const { speaking, held } = this;
    if (speaking !== null && speaking.id !== held[0] && this.mayChange(speaking.sinceMs, nowMs)) {
      this.held = [speaking.id, ...held.filter((id) => id !== speaking.id)];
      this.changedAtMs = nowMs;
    }
    return this.held;
  }

  /** Forgets whoever is not in the scene any more. */
  keepOnly(ids: ReadonlySet<string>): void {
    if (this.speaking !== null && !ids.has(this.speaking.id)) {
      this.speaking = null;
    }
    if (this.held.some((id) => !ids.has(id))) {
      this.held = this.held.filter((id) => ids.has(id));
    }
  }

  private mayChange(sinceMs: number, nowMs: number): boolean {
    const isFirst = this.held.length === 0;
    return isFirst || (nowMs - sinceMs >= provenMs && nowMs - this.changedAtMs >= stayMs);
  }
}
