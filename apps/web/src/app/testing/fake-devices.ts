/** A track as far as the stores look at it. */
export class FakeTrack extends EventTarget {
  enabled = true;
  readyState: MediaStreamTrackState = 'live';
  onended: (() => void) | null = null;

  constructor(
    readonly kind: 'audio' | 'video',
    readonly deviceId = `${kind}-default`,
  ) {
    super();
  }

  stop(): void {
    this.readyState = 'ended';
  }

  muted = false;
  contentHint = '';

  /** What a key on the keyboard, a shutter or the system does (W3C Media Capture and Streams, 4.3.1.1). */
  holdBack(isHeldBack: boolean): void {
    this.muted = isHeldBack;
    this.dispatchEvent(new Event(isHeldBack ? 'mute' : 'unmute'));
  }

  clone(): FakeTrack {
    const copy = new FakeTrack(this.kind, this.deviceId);
    copy.enabled = this.enabled;
    copy.settings = { ...this.settings };
    return copy;
  }

  /** What an unplugged device does; `stop()` by the page tells nobody (W3C Media Capture and Streams, 4.3.1). */
  unplug(): void {
    this.readyState = 'ended';
    this.onended?.();
  }

  /** What it gives besides its device; `applyConstraints` changes it where `obeys` is true. */
  settings: MediaTrackSettings = {};
  obeys = true;
  readonly applied: MediaTrackConstraints[] = [];

  /** What the device offers; read by those who ask for capabilities. */
  capabilities: Readonly<Record<string, unknown>> = {};
  getCapabilities(): Readonly<Record<string, unknown>> {
    return this.capabilities;
  }

  getSettings(): MediaTrackSettings {
    return { deviceId: this.deviceId, ...this.settings };
  }

  applyConstraints(wishes: MediaTrackConstraints): Promise<void> {
    this.applied.push(wishes);
    if (!this.obeys) return Promise.reject(new DOMException('', 'OverconstrainedError'));
    const idealOf = (wish: ConstrainULong | undefined) =>
      typeof wish === 'object' ? wish.ideal : wish;
    const [width, height] = [idealOf(wishes.width), idealOf(wishes.height)];
    if (width !== undefined && height !== undefined) this.settings = { width, height };
    return Promise.resolve();
  }
}

interface Asked {
  readonly constraints: MediaStreamConstraints;
  readonly give: (...tracks: FakeTrack[]) => void;
  readonly refuse: (name: string, message?: string) => void;
}

/** Devices whose answers the test gives, one question at a time. */
export class FakeDevices extends EventTarget {
  readonly asked: Asked[] = [];
  readonly granted: FakeTrack[] = [];

  getUserMedia(constraints: MediaStreamConstraints): Promise<MediaStream> {
    return new Promise((resolve, reject) => {
      this.asked.push({
        constraints,
        give: (...tracks) => {
          this.granted.push(...tracks);
          resolve(streamOf(tracks));
        },
        refuse: (name, message = '') => reject(new DOMException(message, name)),
      });
    });
  }

  getDisplayMedia(constraints: MediaStreamConstraints): Promise<MediaStream> {
    return this.getUserMedia(constraints);
  }

  enumerateDevices(): Promise<MediaDeviceInfo[]> {
    return Promise.resolve([]);
  }

  /** The question that waits now. */
  get last(): Asked {
    const last = this.asked.at(-1);
    if (!last) throw new Error('nothing was asked');
    return last;
  }

  asMediaDevices(): MediaDevices {
    // Only what the stores use of a very wide interface.
    return this as unknown as MediaDevices;
  }
}

function streamOf(tracks: readonly FakeTrack[]): MediaStream {
  const stream = {
    getTracks: () => tracks,
    getAudioTracks: () => tracks.filter(({ kind }) => kind === 'audio'),
    getVideoTracks: () => tracks.filter(({ kind }) => kind === 'video'),
  };
  return stream as unknown as MediaStream;
}

/** Lets everything that waits for settled promises run. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}
