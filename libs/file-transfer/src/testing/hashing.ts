/** How many hashes are being made. */
interface Hashing {
  count: number;
}

const mark = Symbol.for('parley.hashing');

/**
 * What threads of their own hash by now: turns of the event loop say nothing of how far these are on a busy machine.
 * Counted once for a worker of Jest, whose files share one `crypto`.
 */
export const hashing: Hashing = countHashing(crypto.subtle);

function countHashing(subtle: SubtleCrypto & { [mark]?: Hashing }): Hashing {
  const known = subtle[mark];
  if (known) return known;
  const digest = subtle.digest.bind(subtle);
  const made: Hashing = { count: 0 };
  subtle[mark] = made;
  subtle.digest = async (...given) => {
    made.count += 1;
    try {
      return await digest(...given);
    } finally {
      made.count -= 1;
    }
  };
  return made;
}
