import { ticks } from './lab-clock';
import type { SceneTile } from '../scene';

/** A painted, sounding person for tests: one plain colour with a moving corner, one plain tone. */
export interface Actor {
  readonly tile: SceneTile;
  /** Paints white and beeps at once, for measuring how far picture and sound are apart. */
  flash(): void;
  leave(): void;
}

export interface ActorLook {
  readonly id: string;
  readonly kind?: SceneTile['kind'];
  readonly colour: string;
  readonly toneHz: number;
  /** Default true: the tone always sounds. Otherwise only with a flash. */
  readonly isSteady?: boolean;
  readonly width?: number;
  readonly height?: number;
}

let sound: AudioContext | null = null;

/** Flashes all of these at once each second until it is stopped, and counts. */
export function beat(actors: readonly Actor[]): { readonly count: number; stop(): void } {
  let count = 0;
  const stop = ticks.run(1000, () => {
    actors.forEach((actor) => actor.flash());
    count += 1;
  });
  return {
    get count() {
      return count;
    },
    stop,
  };
}

/** Makes a person out of a canvas and an oscillator. */
export function createActor(look: ActorLook): Actor {
  sound ??= new AudioContext();
  const context = sound;
  const oscillator = new OscillatorNode(context, { frequency: look.toneHz });
  const gain = new GainNode(context, { gain: look.isSteady === false ? 0 : 0.2 });
  const destination = context.createMediaStreamDestination();
  oscillator.connect(gain).connect(destination);
  oscillator.start();
  const painted = paintActor(look);
  const tile: SceneTile = {
    id: look.id,
    kind: look.kind ?? 'camera',
    name: look.id,
    video: painted.track,
    audio: destination.stream.getAudioTracks()[0] ?? null,
    isMuted: false,
  };
  return {
    tile,
    flash() {
      painted.flash();
      gain.gain.setValueAtTime(0.5, context.currentTime);
      gain.gain.setValueAtTime(0, context.currentTime + 0.3);
    },
    leave() {
      painted.stop();
      oscillator.stop();
      tile.video?.stop();
      tile.audio?.stop();
    },
  };
}

function paintActor(look: ActorLook): {
  track: MediaStreamTrack | null;
  flash(): void;
  stop(): void;
} {
  const canvas = document.createElement('canvas');
  canvas.width = look.width ?? 320;
  canvas.height = look.height ?? 240;
  const context = canvas.getContext('2d');
  let count = 0;
  let flashUntil = 0;
  const paint = (): void => {
    if (context === null) {
      return;
    }
    count += 1;
    context.fillStyle = performance.now() < flashUntil ? '#ffffff' : look.colour;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = count % 2 === 0 ? '#000000' : '#808080';
    context.fillRect(0, 0, canvas.width / 10, canvas.height / 10);
  };
  paint();
  const stop = ticks.run(1000 / 25, paint);
  return {
    track: canvas.captureStream(30).getVideoTracks()[0] ?? null,
    flash() {
      flashUntil = performance.now() + 300;
      paint();
    },
    stop,
  };
}
