import {
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedVideoPacketSource,
  Output,
  WebMOutputFormat,
} from 'mediabunny';

const framesPerSecond = 15;
const opusSeconds = 0.02;

/**
 * Makes a WebM as a browser's MediaRecorder streams it: sizes unknown, no duration, no cues. The frames are noise with
 * right times and sizes; no decoder would like them, no demuxer minds. `of` is for what has only one track.
 */
export async function makeWebm(
  seconds: number,
  frameBytes = 2_000,
  of: 'both' | 'video' | 'audio' = 'both',
): Promise<Uint8Array> {
  const target = new BufferTarget();
  const output = new Output({ format: new WebMOutputFormat({ appendOnly: true }), target });
  const video = new EncodedVideoPacketSource('vp8');
  const audio = new EncodedAudioPacketSource('opus');
  if (of !== 'audio') output.addVideoTrack(video);
  if (of !== 'video') output.addAudioTrack(audio);
  await output.start();
  let sounds = 0;
  for (let frame = 0; frame < seconds * framesPerSecond; frame++) {
    const at = frame / framesPerSecond;
    const type = frame % (framesPerSecond * 3) === 0 ? 'key' : 'delta';
    const decoderConfig = { codec: 'vp8', codedWidth: 640, codedHeight: 360 };
    const packet = new EncodedPacket(noise(frameBytes, frame), type, at, 1 / framesPerSecond);
    if (of !== 'audio') await video.add(packet, { decoderConfig });
    for (; of !== 'video' && sounds * opusSeconds <= at; sounds++) {
      const sound = new EncodedPacket(noise(80, sounds), 'key', sounds * opusSeconds, opusSeconds);
      const audioConfig = { codec: 'opus', numberOfChannels: 2, sampleRate: 48_000 };
      await audio.add(sound, { decoderConfig: audioConfig });
    }
  }
  await output.finalize();
  if (!target.buffer) throw new Error('mediabunny gave no buffer');
  return new Uint8Array(target.buffer);
}

/** Cuts bytes into slices of about one size, as a recorder's time slices come: without regard to elements. */
export function cut(bytes: Uint8Array, sliceBytes: number): Uint8Array[] {
  const slices: Uint8Array[] = [];
  for (let start = 0; start < bytes.length; start += sliceBytes)
    slices.push(bytes.subarray(start, start + sliceBytes));
  return slices;
}

/** The same for the same seed, so that a failing test fails again. */
export function noise(lengthBytes: number, seed: number): Uint8Array {
  let state = (seed + 1) * 2_654_435_761;
  return Uint8Array.from({ length: lengthBytes }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
}
