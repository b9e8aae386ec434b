/** What a key asks of the player; steps are in milliseconds. */
export type PlayerAct =
  | { readonly kind: 'toggle' }
  | { readonly kind: 'skip'; readonly byMs: number }
  | { readonly kind: 'speed'; readonly by: 1 | -1 };

export type PlayerKey = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** The keys that hands know from other players. */
const acts: Readonly<Record<string, PlayerAct>> = {
  ' ': { kind: 'toggle' },
  k: { kind: 'toggle' },
  arrowleft: { kind: 'skip', byMs: -5_000 },
  arrowright: { kind: 'skip', byMs: 5_000 },
  j: { kind: 'skip', byMs: -10_000 },
  l: { kind: 'skip', byMs: 10_000 },
  '<': { kind: 'speed', by: -1 },
  '>': { kind: 'speed', by: 1 },
};

/**
 * What a key press anywhere on the page asks of the player; null where it is none of its business.
 * Letters and signs act only while the focus is in the player (WCAG 2.1.4); space and arrows from anywhere that has no
 * use for them.
 */
export function playerActOf(press: PlayerKey, target: Element | null, player: Element) {
  if (press.ctrlKey || press.metaKey || press.altKey) return null;
  const act = acts[press.key.toLowerCase()];
  if (act === undefined || hasOwnUse(press.key, target)) return null;
  const isCharacter = press.key.length === 1 && press.key !== ' ';
  return isCharacter && !player.contains(target) ? null : act;
}

/** Typing, choosing, pressing: what has the focus takes the key itself. The player's own time bar leaves it to us. */
function hasOwnUse(key: string, target: Element | null): boolean {
  if (target === null || target.matches('[data-time]')) return false;
  if (target.closest('input, textarea, select, [contenteditable], [role="dialog"], [role="menu"]'))
    return true;
  if (key === ' ') return target.closest('button, a, summary') !== null;
  return key.startsWith('Arrow') && target.closest('[role="tablist"]') !== null;
}
