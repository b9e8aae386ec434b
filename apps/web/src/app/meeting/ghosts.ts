import { DestroyRef, effect, inject, Injectable, signal, untracked } from '@angular/core';
import type { Participant } from '@parley/contract';
import type { LinkConditions } from './bandwidth/link-condition';
import { MeetingStore } from './meeting-store';
import { MeshBridge } from './mesh-bridge';

/**
 * How long somebody may be out of the server's reach before nobody draws them. The server notices a dead socket within
 * 14 s, so that who crashed is not drawn after 45 s (security.md X25); their seat and their line among the people stay.
 */
export const ghostAfterMs = 30_000;

/** When each participant was first known to be out of the server's reach; those who are in reach are not in it. */
export type AwaySince = ReadonlyMap<string, number>;

export function awaySince(
  before: AwaySince,
  participants: readonly Participant[],
  nowMs: number,
): AwaySince {
  const away = participants.filter(({ isConnected }) => !isConnected);
  return new Map(away.map(({ id }) => [id, before.get(id) ?? nowMs]));
}

/** Who left nothing to draw. A link that still carries media is no ghost, however long the server has lost them. */
export function ghostsAt(nowMs: number, away: AwaySince, links: LinkConditions): string[] {
  return [...away]
    .filter(([id, sinceMs]) => nowMs - sinceMs >= ghostAfterMs && !isAlive(id, links))
    .map(([id]) => id);
}

/** How long until time alone makes another ghost; null where it never does. */
export function nextGhostMs(nowMs: number, away: AwaySince, links: LinkConditions): number | null {
  const waits = [...away]
    .filter(([id]) => !isAlive(id, links))
    .map(([, sinceMs]) => sinceMs + ghostAfterMs - nowMs)
    .filter((waitMs) => waitMs > 0);
  return waits.length > 0 ? Math.min(...waits) : null;
}

const isAlive = (id: string, links: LinkConditions) => links.get(id)?.state === 'connected';

/** Keeps track of whom not to draw any more. Lifetime: the stage's. */
@Injectable()
export class Ghosts {
  readonly #meeting = inject(MeetingStore);
  readonly #mesh = inject(MeshBridge);
  readonly #ids = signal<ReadonlySet<string>>(new Set());
  readonly ids = this.#ids.asReadonly();
  #away: AwaySince = new Map();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    effect(() => {
      const [others, links] = [this.#meeting.others(), this.#mesh.links()];
      untracked(() => this.#look(others, links));
    });
    inject(DestroyRef).onDestroy(() => clearTimeout(this.#timer));
  }

  #look(others: readonly Participant[], links: LinkConditions): void {
    clearTimeout(this.#timer);
    const nowMs = performance.now();
    this.#away = awaySince(this.#away, others, nowMs);
    const ghosts = ghostsAt(nowMs, this.#away, links);
    const isSame = ghosts.length === this.#ids().size && ghosts.every((id) => this.#ids().has(id));
    if (!isSame) this.#ids.set(new Set(ghosts));
    const waitMs = nextGhostMs(nowMs, this.#away, links);
    if (waitMs !== null) this.#timer = setTimeout(() => this.#look(others, links), waitMs);
  }
}
