import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

const memoryFolder = '/dev/shm';
const enoughBytes = 4 * 1024 ** 3;

/**
 * Where tests keep what ends with them. In memory where the system offers enough of it: they sync thousands of slices and
 * rows, and on one disk they would wait for each other. What a power cut leaves is tested by cutting, not by this disk.
 */
export function passingFolder() {
  try {
    const { bavail, bsize } = statfsSync(memoryFolder);
    return bavail * bsize >= enoughBytes ? memoryFolder : tmpdir();
  } catch (error) {
    // Linux has it; others do not.
    if (error.code !== 'ENOENT') throw error;
    return tmpdir();
  }
}
