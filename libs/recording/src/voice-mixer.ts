import { play } from './picture';
import type { RecordingBrowser } from './recording-browser';
import type { SceneTile } from './scene';

/** Short enough to be unheard, long enough that a mute makes no click. */
const fadeSeconds = 0.015;
/** Six loud voices at once would clip; this compressor only touches sums above −3 dB. */
const limiter = { threshold: -3, knee: 0, ratio: 20, attack: 0.003, release: 0.25 } as const;
/** Undoes the make-up gain that the Web Audio specification gives that compressor. */
const afterLimiter = 0.82;

interface Voice {
  readonly track: MediaStreamTrack;
  setMuted(isMuted: boolean): void;
  close(): void;
}

/**
 * Mixes the sound of a scene into one audio track that never pauses. Lifetime: until close(), which also closes the
 * audio context.
 */
export class VoiceMixer {
  readonly track: MediaStreamTrack;
  private readonly context: AudioContext;
  private readonly input: AudioNode;
  private readonly silence: ConstantSourceNode;
  private readonly voices = new Map<string, Voice>();

  constructor(
    private readonly browser: RecordingBrowser,
    private readonly onFailure: (cause: unknown) => void,
  ) {
    this.context = browser.createAudioContext();
    const destination = this.context.createMediaStreamDestination();
    this.input = connectLimiter(this.context, destination);
    this.silence = this.context.createConstantSource();
    this.silence.offset.value = 0;
    this.silence.connect(destination);
    this.silence.start();
    const [track] = destination.stream.getAudioTracks();
    if (track === undefined) {
      throw new TypeError('An audio destination without a track.');
    }
    this.track = track;
  }

  /** Resolves when the sound runs: browsers hold an audio context back until the page was clicked once. */
  async start(): Promise<void> {
    await this.context.resume();
  }

  /** Makes the mix hold exactly the voices of these tiles. */
  setTiles(tiles: readonly SceneTile[]): void {
    const wanted = new Map<string, SceneTile & { readonly audio: MediaStreamTrack }>();
    for (const tile of tiles) {
      if (tile.audio !== null && tile.audio.readyState === 'live') {
        wanted.set(tile.id, { ...tile, audio: tile.audio });
      }
    }
    for (const [id, voice] of this.voices) {
      if (wanted.get(id)?.audio !== voice.track) {
        voice.close();
        this.voices.delete(id);
      }
    }
    for (const [id, tile] of wanted) {
      const voice = this.voices.get(id) ?? this.open(tile.audio);
      this.voices.set(id, voice);
      voice.setMuted(tile.isMuted);
    }
  }

  async close(): Promise<void> {
    this.setTiles([]);
    this.silence.stop();
    this.track.stop();
    await this.context.close();
  }

  private open(track: MediaStreamTrack): Voice {
    const stream = this.browser.createStream([track]);
    const source = this.context.createMediaStreamSource(stream);
    const gain = this.context.createGain();
    gain.gain.value = 0;
    source.connect(gain).connect(this.input);
    const pump = openPump(stream, this.browser, this.onFailure);
    return {
      track,
      setMuted: (isMuted) => {
        gain.gain.setTargetAtTime(isMuted ? 0 : 1, this.context.currentTime, fadeSeconds);
      },
      close: () => {
        source.disconnect();
        gain.disconnect();
        pump.pause();
        pump.srcObject = null;
      },
    };
  }
}

/** Chromium lets the sound of a remote track reach Web Audio only while an element plays it (crbug 121673). */
function openPump(
  stream: MediaStream,
  browser: RecordingBrowser,
  onFailure: (cause: unknown) => void,
): HTMLAudioElement {
  const element = browser.createAudio();
  element.muted = true;
  element.srcObject = stream;
  play(element, onFailure);
  return element;
}

function connectLimiter(context: AudioContext, destination: AudioNode): AudioNode {
  const compressor = context.createDynamicsCompressor();
  compressor.threshold.value = limiter.threshold;
  compressor.knee.value = limiter.knee;
  compressor.ratio.value = limiter.ratio;
  compressor.attack.value = limiter.attack;
  compressor.release.value = limiter.release;
  const level = context.createGain();
  level.gain.value = afterLimiter;
  compressor.connect(level).connect(destination);
  return compressor;
}
