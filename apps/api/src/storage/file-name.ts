import { StorageError } from './storage-error';

/** Server-made ids with an ending: nothing that a person typed can ever be part of a path or a key (security.md T56). */
const safeName = /^[0-9a-f-]{36}\.[a-z0-9]{3,4}$/;

/** True for names that the server made. */
export function isSafeName(name: string): boolean {
  return safeName.test(name);
}

/** Gives the name back; throws StorageError 'unsafe-name' where the server did not make it. */
export function safe(name: string): string {
  if (!isSafeName(name)) throw StorageError.unsafeName();
  return name;
}
