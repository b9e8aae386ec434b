import * as z from 'zod';
import { sizeInBytes } from './size';
import type { Store } from './store-settings';

const usualBytes = 5e9;

/** The variable that settings.ts takes in with the others. */
export const relayVariables = {
  /** What files in large groups may take up on the disk together, encrypted, while they are passed on; 0 for none. */
  FILE_RELAY_BYTES: z
    .union(
      [z.literal('0').transform(() => 0), sizeInBytes],
      'must be 0 or a size, like 500MB or 5GB',
    )
    .default(usualBytes),
};

interface Values {
  readonly STORE: Store;
  readonly FILE_RELAY_BYTES: number;
}

/** Nothing is passed on where nothing may be written down. */
export function fileRelayBytesOf({ STORE, FILE_RELAY_BYTES }: Values): number {
  return STORE === 'memory' ? 0 : FILE_RELAY_BYTES;
}
