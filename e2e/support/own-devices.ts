import type { Person } from './person';

type Device = 'camera' | 'microphone';

declare global {
  interface Window {
    /** The page's camera and microphone as a test plays with them; only in tests. */
    ownDevices: {
      /** Every track that was captured, in order. */
      readonly tracks: MediaStreamTrack[];
      /** What a device answers instead of a track: the name of a DOMException. */
      readonly refusals: Partial<Record<Device, string>>;
    };
  }
}

/** Runs in a page before anything else: keeps every captured track, and lets devices be missing or in use. */
function installOwnDevices(refusals: Partial<Record<Device, string>>): void {
  const devices = navigator.mediaDevices;
  const capture = devices.getUserMedia.bind(devices);
  window.ownDevices = { tracks: [], refusals: { ...refusals } };
  devices.getUserMedia = async (constraints = {}) => {
    const asked: Device[] = [
      ...(constraints.video ? (['camera'] as const) : []),
      ...(constraints.audio ? (['microphone'] as const) : []),
    ];
    for (const device of asked) {
      const name = window.ownDevices.refusals[device];
      if (name !== undefined) throw new DOMException(`no ${device}`, name);
    }
    const stream = await capture(constraints);
    window.ownDevices.tracks.push(...stream.getTracks());
    return stream;
  };
}

/** What one person's devices do. Install before the person comes to a page. */
export class OwnDevices {
  private constructor(private readonly person: Person) {}

  static async of(
    person: Person,
    refusals: Partial<Record<Device, string>> = {},
  ): Promise<OwnDevices> {
    await person.context.addInitScript(installOwnDevices, refusals);
    return new OwnDevices(person);
  }

  /** Pulls the plug: the tracks end, and the browser finds no such device any more. */
  async unplugs(device: Device): Promise<void> {
    await this.person.page.evaluate((lost) => {
      window.ownDevices.refusals[lost] = 'NotFoundError';
      const kind = lost === 'camera' ? 'video' : 'audio';
      for (const track of window.ownDevices.tracks) {
        if (track.kind !== kind || track.readyState === 'ended') continue;
        track.stop();
        track.dispatchEvent(new Event('ended'));
      }
      navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    }, device);
  }

  async plugsIn(device: Device): Promise<void> {
    await this.person.page.evaluate((back) => {
      delete window.ownDevices.refusals[back];
      navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    }, device);
  }

  /** How many devices are in use now: each has its light on. */
  async inUse(): Promise<number> {
    return this.person.page.evaluate(
      () => window.ownDevices.tracks.filter(({ readyState }) => readyState === 'live').length,
    );
  }

  /** How the microphone in use is treated. */
  async voice(): Promise<MediaTrackSettings | undefined> {
    return this.person.page.evaluate(() =>
      window.ownDevices.tracks
        .filter(({ kind, readyState }) => kind === 'audio' && readyState === 'live')
        .at(-1)
        ?.getSettings(),
    );
  }
}
