import { type CaptureSource, problemFrom } from '../media/capture-problem';
import { captureSentence } from '../text/media.en';
import { type CheckOutcome, failed } from './check';

export interface DevicePorts {
  /** Null where the browser gives none, as on plain HTTP. */
  readonly devices: Pick<MediaDevices, 'getUserMedia'> | null;
  /** The device that meetings would use; null is the system's default. */
  readonly chosen: (source: CaptureSource) => string | null;
}

const kinds = { camera: 'video', microphone: 'audio' } as const;

/** Opens the device that a meeting would use, or says why it cannot. The caller stops the tracks. */
export async function openDevice(
  { devices, chosen }: DevicePorts,
  source: CaptureSource,
): Promise<MediaStream | CheckOutcome> {
  if (!devices) return failed(captureSentence(source, 'insecure'));
  const id = chosen(source);
  try {
    return await devices.getUserMedia({
      [kinds[source]]: id === null ? true : { deviceId: { ideal: id } },
    });
  } catch (error) {
    return failed(captureSentence(source, problemFrom(error)));
  }
}

export function isOutcome(opened: MediaStream | CheckOutcome): opened is CheckOutcome {
  return 'status' in opened;
}

export function stopAll(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
