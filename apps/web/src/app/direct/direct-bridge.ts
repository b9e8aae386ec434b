import { inject, Injectable } from '@angular/core';
import type { FileChannelObserver, MeshBridge } from '../meeting/mesh-bridge';
import { DirectLink } from './direct-link';
import { DirectSocket } from './direct-socket';

/** In place of the mesh where there is one connection and no media: all that the Files panel asks of it. */
@Injectable()
export class DirectBridge implements Pick<MeshBridge, 'observeFileChannels'> {
  readonly #link = inject(DirectLink);
  readonly #otherId = inject(DirectSocket).otherId;

  observeFileChannels(observer: FileChannelObserver): () => void {
    return this.#link.observe({
      opened: (files) => observer.opened(this.#otherId, files),
      closed: (files) => observer.closed(this.#otherId, files),
      said: () => undefined,
    });
  }
}
