import sharp from 'sharp';
import { Refusal } from '../errors/refusal';

/** As large as it is ever shown, on a dense screen. */
export const pictureSidePx = 256;
/** A picture of a good camera, or a bomb: a few kilobytes can unpack to gigabytes. */
const maxPixels = 25_000_000;
const patienceSeconds = 5;
const maxRunning = 2;
const maxQueued = 20;

// Only what is asked for by name below can be decoded, whatever else the library was built with.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
});
sharp.cache(false);
sharp.concurrency(1);

const signatures = [
  (bytes: Buffer) => bytes.subarray(0, 8).toString('latin1') === '\x89PNG\r\n\x1a\n',
  (bytes: Buffer) => bytes.subarray(0, 3).toString('latin1') === '\xff\xd8\xff',
  (bytes: Buffer) =>
    bytes.subarray(0, 4).toString('latin1') === 'RIFF' &&
    bytes.subarray(8, 12).toString('latin1') === 'WEBP',
];

/**
 * Makes the square that is shown out of whatever picture somebody sent: cut, turned as its camera meant it, drawn anew
 * as WebP. Nothing of the original's bytes survives: no place, no camera, nothing hidden behind the picture.
 * Refuses `picture-unreadable`, `too-large`, `busy`.
 */
export class PicturePress {
  private running = 0;
  private readonly queue: (() => void)[] = [];

  async squareOf(bytes: Buffer): Promise<Buffer> {
    if (!signatures.some((fits) => fits(bytes))) throw unreadable();
    await this.takeTurn();
    try {
      return await pressed(bytes);
    } finally {
      this.running -= 1;
      this.queue.shift()?.();
    }
  }

  private async takeTurn(): Promise<void> {
    if (this.running >= maxRunning) {
      if (this.queue.length >= maxQueued)
        throw Refusal.of('busy', 'Too many pictures are being drawn', { retryAfterSeconds: 2 });
      await new Promise<void>((resolve) => this.queue.push(resolve));
    }
    this.running += 1;
  }
}

async function pressed(bytes: Buffer): Promise<Buffer> {
  try {
    const picture = sharp(bytes, { failOn: 'error', limitInputPixels: false, pages: 1 });
    // From the head alone, before a pixel is unpacked.
    const { width, height } = await picture.metadata();
    if (width * height > maxPixels)
      throw Refusal.of('too-large', `A picture may have ${maxPixels} pixels`);
    return await picture
      .timeout({ seconds: patienceSeconds })
      .autoOrient()
      .resize(pictureSidePx, pictureSidePx, { fit: 'cover' })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .webp({ quality: 82 })
      .toBuffer();
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    throw unreadable(cause);
  }
}

function unreadable(cause?: unknown): Refusal {
  return Refusal.of('picture-unreadable', 'Not a PNG, JPEG or WebP picture', { cause });
}
