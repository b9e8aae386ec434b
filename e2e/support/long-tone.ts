import type { BrowserContext } from '@playwright/test';

/** Runs in a page before anything else. */
function installLongTone(): void {
  const devices = navigator.mediaDevices;
  const capture = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (constraints = {}) => {
    const stream = await capture(constraints);
    const [microphone] = stream.getAudioTracks();
    if (!microphone) return stream;
    const context = new AudioContext();
    const sound = context.createMediaStreamDestination();
    const tone = new OscillatorNode(context, { frequency: 330 });
    tone.connect(new GainNode(context, { gain: 0.3 })).connect(sound);
    tone.start();
    microphone.stop();
    stream.removeTrack(microphone);
    for (const track of sound.stream.getAudioTracks()) stream.addTrack(track);
    return stream;
  };
}

/** Whoever comes with it speaks without a pause. The browser's own microphone beeps for 20 ms, twice a second. */
export async function speaksWithoutPause(context: BrowserContext): Promise<void> {
  await context.addInitScript(installLongTone);
}
