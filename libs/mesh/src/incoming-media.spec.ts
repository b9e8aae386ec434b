import { FakeTransceiver } from '@parley/testing';
import { IncomingMedia } from './incoming-media';
import type { TransceiverLayout } from './transceiver-layout';

/** A microphone as it is received; what came last is a test's to say. */
function receivedMicrophone() {
  const transceiver = new FakeTransceiver('audio', null);
  const heard: Partial<RTCRtpSynchronizationSource>[] = [];
  Object.assign(transceiver.receiver, { getSynchronizationSources: () => heard });
  const layout = new Map([['microphone', transceiver]]) as unknown as TransceiverLayout;
  const media = new IncomingMedia(() => undefined);
  media.attach(layout);
  media.setPublished(new Set(['microphone']));
  return {
    media,
    hears: (timestamp: number, audioLevel?: number) =>
      (heard[0] = { timestamp, ...(audioLevel !== undefined && { audioLevel }) }),
  };
}

describe('IncomingMedia', () => {
  it('tells how loud the voice is that came, and of one that stays away that it is silent', () => {
    const { media, hears } = receivedMicrophone();
    expect(media.voiceLevel()).toBe(0);
    hears(1_000, 0.2);
    expect(media.voiceLevel()).toBe(0.2);
    // The path broke: what came last is all that the browser has to tell.
    expect(media.voiceLevel()).toBe(0);
    hears(1_020, 0.3);
    expect(media.voiceLevel()).toBe(0.3);
  });

  it('hears nothing of a browser that does not say how loud a voice is, nor of a microphone that is off', () => {
    const { media, hears } = receivedMicrophone();
    hears(1_000);
    expect(media.voiceLevel()).toBe(0);
    hears(1_020, 0.2);
    media.setPublished(new Set());
    expect(media.voiceLevel()).toBeNull();
  });
});
