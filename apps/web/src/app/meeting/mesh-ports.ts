import { InjectionToken } from '@angular/core';
import type { MeshPorts } from '@parley/mesh';

export type BrowserPorts = Omit<MeshPorts, 'sendSignal'>;

/** The browser as the mesh sees it. */
export const browserPorts = new InjectionToken<BrowserPorts>('browserPorts', {
  providedIn: 'root',
  factory: () => ({
    createPeerConnection: (configuration) => new RTCPeerConnection(configuration),
    createMediaStream: () => new MediaStream(),
    clock: {
      now: () => performance.now(),
      schedule: (delayMs, action) => {
        const timer = setTimeout(action, delayMs);
        return () => clearTimeout(timer);
      },
    },
    log: (level, message, context) => {
      if (level === 'warn' || level === 'error') console.warn(message, context);
    },
  }),
});
