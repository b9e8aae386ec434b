import { RecordingError } from './recording-error';

const stillWidth = 640;
const jpegQuality = 0.8;

/** A JPEG of the canvas, made smaller by way of `scratch`. */
export async function still(canvas: HTMLCanvasElement, scratch: HTMLCanvasElement): Promise<Blob> {
  scratch.width = Math.min(stillWidth, canvas.width);
  scratch.height = Math.max(1, Math.round((canvas.height * scratch.width) / canvas.width));
  const context = scratch.getContext('2d', { alpha: false });
  context?.drawImage(canvas, 0, 0, scratch.width, scratch.height);
  const blob = await new Promise<Blob | null>((resolve) => {
    scratch.toBlob(resolve, 'image/jpeg', jpegQuality);
  });
  if (blob === null) {
    throw RecordingError.unsupported('This browser made no picture of the canvas.');
  }
  return blob;
}
