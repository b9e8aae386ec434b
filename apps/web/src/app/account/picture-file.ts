/** `heic`: what iPhones make, and most browsers cannot open. */
export type PictureProblem = 'heic' | 'unreadable';

const brands = ['heic', 'heix', 'heim', 'heis', 'hevc', 'mif1', 'msf1'];

/** Opens a chosen file as a picture, turned as its camera meant it; or says why it cannot be. */
export async function openPicture(file: File): Promise<ImageBitmap | PictureProblem> {
  if (await isHeic(file)) return 'heic';
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch (error) {
    if (error instanceof DOMException) return 'unreadable';
    throw error;
  }
}

async function isHeic(file: File): Promise<boolean> {
  if (/\.hei[cf]$/i.test(file.name) || /^image\/hei[cf]/.test(file.type)) return true;
  const head = new TextDecoder('latin1').decode(await file.slice(0, 12).arrayBuffer());
  return head.slice(4, 8) === 'ftyp' && brands.includes(head.slice(8, 12));
}
