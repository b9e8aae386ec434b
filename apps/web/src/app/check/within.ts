/**
 * Works for at most `limitMs`; undefined when the time was up. Throws the signal's reason when it aborts, or what the work
 * threw. The signal that the work gets aborts in every case at the end, so that all it opened can hang on it.
 */
export async function within<Result>(
  limitMs: number,
  signal: AbortSignal,
  work: (end: AbortSignal) => Promise<Result>,
): Promise<Result | undefined> {
  signal.throwIfAborted();
  const end = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<undefined>((resolve, reject) => {
    timer = setTimeout(() => resolve(undefined), limitMs);
    const stop = () => reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { signal: end.signal });
  });
  try {
    return await Promise.race([work(end.signal), over]);
  } finally {
    clearTimeout(timer);
    end.abort();
  }
}
