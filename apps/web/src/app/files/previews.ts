import { signal } from '@angular/core';
import type { FileShare } from '@parley/contract';

/** Small enough that nobody minds it coming unasked. */
const maxImageBytes = 2 * 1024 ** 2;
/** More than a conversation has; somebody who shares thousands gets no further unasked. */
const maxPreviews = 100;
const rasterTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/** Whether a share says that it is a small picture. What it really is, its bytes say once they are here. */
export function isSmallImage({ manifest }: FileShare): boolean {
  const { mediaType, sizeBytes } = manifest;
  return rasterTypes.includes(mediaType) && sizeBytes <= maxImageBytes;
}

/** Pictures drawn from verified files, as addresses. Lifetime: until `close`, which ends every address. */
export class Previews {
  readonly #urls = signal<ReadonlyMap<string, string | null>>(new Map());

  constructor(private readonly draw: (file: Blob) => Promise<Blob | null>) {}

  /** Whether a further picture comes unasked. */
  hasRoom(): boolean {
    return this.#urls().size < maxPreviews;
  }

  find(shareId: string): string | null {
    return this.#urls().get(shareId) ?? null;
  }

  /** Draws it, once. A file that is no picture after all has no preview. */
  async show({ id }: FileShare, read: () => Promise<Blob>): Promise<void> {
    if (this.#urls().has(id) || !this.hasRoom()) return;
    this.#set(id, null);
    try {
      const picture = await this.draw(await read());
      if (picture && this.#urls().has(id)) this.#set(id, URL.createObjectURL(picture));
    } catch (error) {
      console.warn('files: no preview', error);
    }
  }

  forget(shareId: string): void {
    const url = this.find(shareId);
    if (url !== null) URL.revokeObjectURL(url);
    this.#urls.update((all) => new Map([...all].filter(([id]) => id !== shareId)));
  }

  close(): void {
    for (const id of this.#urls().keys()) this.forget(id);
  }

  #set(shareId: string, url: string | null): void {
    this.#urls.update((all) => new Map(all).set(shareId, url));
  }
}
