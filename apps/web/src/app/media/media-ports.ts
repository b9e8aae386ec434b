import { InjectionToken } from '@angular/core';

/** What the page asks devices of; null where the browser gives none, as on plain HTTP away from localhost. */
export const mediaDevices = new InjectionToken<MediaDevices | null>('MediaDevices', {
  providedIn: 'root',
  // Undefined outside a secure context, whatever its type says (W3C Media Capture and Streams, 9.1).
  factory: () => (globalThis.isSecureContext ? (navigator.mediaDevices ?? null) : null),
});

/** Makes the MediaStream that a media element plays. */
export const createMediaStream = new InjectionToken<(tracks: MediaStreamTrack[]) => MediaStream>(
  'createMediaStream',
  { providedIn: 'root', factory: () => (tracks) => new MediaStream(tracks) },
);
