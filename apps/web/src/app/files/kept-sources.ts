/** What a share was read from, to find the file again after a reload. */
export interface KeptSources {
  keep(shareId: string, handle: FileSystemFileHandle): Promise<void>;
  find(shareId: string): Promise<FileSystemFileHandle | null>;
  forget(shareId: string): Promise<void>;
}

interface Kept {
  readonly handle: FileSystemFileHandle;
  readonly keptAtMs: number;
}

const databaseName = 'parley-files';
const storeName = 'sources';

/** In IndexedDB, the only place that keeps a handle. */
export function keptSources(): KeptSources {
  return {
    keep: async (shareId, handle) => {
      const kept: Kept = { handle, keptAtMs: Date.now() };
      await inStore('readwrite', (store) => store.put(kept, shareId));
    },
    find: async (shareId) => {
      const kept = await inStore('readonly', (store) => store.get(shareId) as IDBRequest<Kept>);
      return kept?.handle ?? null;
    },
    forget: async (shareId) => {
      await inStore('readwrite', (store) => store.delete(shareId));
    },
  };
}

/** Forgets what was kept before this moment. */
export async function forgetSourcesBefore(timeMs: number): Promise<void> {
  const ids = await inStore('readonly', (store) => store.getAllKeys());
  const all = await inStore('readonly', (store) => store.getAll() as IDBRequest<Kept[]>);
  for (const [index, id] of ids.entries())
    if ((all[index]?.keptAtMs ?? 0) < timeMs)
      await inStore('readwrite', (store) => store.delete(id));
}

async function inStore<Result>(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const opening = indexedDB.open(databaseName, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(storeName);
  const database = await answerOf(opening);
  try {
    return await answerOf(ask(database.transaction(storeName, mode).objectStore(storeName)));
  } finally {
    database.close();
  }
}

function answerOf<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB gave no reason'));
  });
}
