import type { RecordingBrowser } from '../recording-browser';
import { RecordingError } from '../recording-error';
import type { TrackFeed } from './track-feed';

/** Feeds the sound of one microphone or shared screen after another into one track, as it is: no limiter, no mixing. */
export class SoundFeed implements TrackFeed {
  private readonly context: AudioContext;
  private readonly destination: MediaStreamAudioDestinationNode;
  private readonly silence: ConstantSourceNode;
  private source: MediaStreamAudioSourceNode | null = null;

  constructor(
    private readonly browser: Pick<RecordingBrowser, 'createAudioContext' | 'createStream'>,
  ) {
    this.context = browser.createAudioContext();
    this.destination = this.context.createMediaStreamDestination();
    // Without it nothing would come while there is no track, and the file would be shorter than the time.
    this.silence = this.context.createConstantSource();
    this.silence.offset.value = 0;
    this.silence.connect(this.destination);
  }

  async open(): Promise<MediaStreamTrack> {
    this.silence.start();
    await this.context.resume();
    const [track] = this.destination.stream.getAudioTracks();
    if (track === undefined) {
      throw RecordingError.soundMissing();
    }
    return track;
  }

  /** Its silence flows since `open`. */
  begin(): void {
    return;
  }

  replaceTrack(track: MediaStreamTrack | null): void {
    this.source?.disconnect();
    this.source =
      track === null || track.readyState === 'ended'
        ? null
        : this.context.createMediaStreamSource(this.browser.createStream([track]));
    this.source?.connect(this.destination);
  }

  async close(): Promise<void> {
    this.replaceTrack(null);
    this.destination.stream.getTracks().forEach((track) => track.stop());
    await this.context.close();
  }
}
