import { Refusal } from '../errors/refusal';
import { DiskSpace } from './disk-space';
import { FileStore } from './file-store';
import { SliceLogs } from './slice-logs';

const nothingIsKept = () => Refusal.of('recordings-off', 'STORE=memory: nothing is written down');
const refuse = (): Promise<never> => Promise.reject(nothingIsKept());

/** With STORE=memory there is no disk: whoever asks for room, as every recording does first, hears so. */
export class NoDiskSpace extends DiskSpace {
  override readonly hasRoomFor = refuse;
}

/** Nothing arrives, nothing lies anywhere. */
export class NoSliceLogs extends SliceLogs {
  constructor() {
    super('', refuse);
  }

  override exclusively(): Promise<never> {
    return refuse();
  }

  override list(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }
}

/** Nothing is finished, nothing lies anywhere. */
export class NoFileStore extends FileStore {
  override readonly adopt = refuse;
  override readonly put = refuse;

  override find(): Promise<null> {
    return Promise.resolve(null);
  }

  override read(): never {
    throw nothingIsKept();
  }

  override delete(): Promise<void> {
    return Promise.resolve();
  }

  override list(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }
}
