import { inject, InjectionToken } from '@angular/core';
import { routes } from '@parley/contract';
import { RestClient } from '../api/rest-client';
import type { CaptureSource } from '../media/capture-problem';
import { DeviceChoiceStore } from '../media/device-choices';
import { mediaDevices } from '../media/media-ports';
import { openEar } from '../media/microphone-ear';
import { playTone } from '../media/play-tone';
import { check } from '../text/check.en';
import { cameraCheck } from './camera-check';
import type { Check } from './check';
import type { CheckName } from './check-name';
import { dataChannelCheck } from './data-channel-check';
import { greetSocket } from './greet-socket';
import type { CreateConnection } from './loopback';
import { microphoneCheck } from './microphone-check';
import { recorderCheck } from './recorder-check';
import { screenCheck } from './screen-check';
import { serverCheck } from './server-check';
import { speakerCheck } from './speaker-check';
import { stunCheck } from './stun-check';
import { turnCheck } from './turn-check';
import { watchLevelBy } from './watch-level';
import { watchPictureIn } from './watch-picture';

/** Every check by its name; they run in this order. */
export type CheckList = Readonly<Record<CheckName, Check>>;

/** The checks of this browser, on the devices that a meeting would use. */
export const checkList = new InjectionToken<CheckList>('checkList', {
  providedIn: 'root',
  factory: () => {
    const { choices } = inject(DeviceChoiceStore);
    const capture = {
      devices: inject(mediaDevices),
      chosen: (source: CaptureSource) => choices()[source],
    };
    const play = inject(playTone);
    const watchPicture = watchPictureIn(window);
    const now = () => performance.now();
    return {
      camera: cameraCheck({ ...capture, watchPicture }),
      microphone: microphoneCheck({ ...capture, watchLevel: watchLevelBy(inject(openEar)) }),
      speaker: speakerCheck({ playTone: (signal) => play(choices().speaker, signal) }),
      screen: screenCheck({ devices: capture.devices, watchPicture }),
      recorder: recorderCheck({
        createRecorder: async (...to) => {
          const { openTestRecorder } = await import('./open-test-recorder');
          return openTestRecorder(window, check.heading, ...to);
        },
      }),
      ...networkChecks(inject(RestClient), now),
    };
  },
});

function networkChecks(rest: RestClient, now: () => number) {
  const ports = {
    createConnection: connectionFactory(),
    readServers: (signal: AbortSignal) => rest.call(routes.readCheckServers, {}, signal),
    now,
  };
  return {
    'data-channel': dataChannelCheck(ports),
    server: serverCheck({
      callServer: async (signal) => void (await rest.call(routes.live, {}, signal)),
      greetSocket: (signal) => greetSocket(window, signal),
      now,
    }),
    stun: stunCheck({
      ...ports,
      tellsErrors:
        ports.createConnection !== null && 'onicecandidateerror' in RTCPeerConnection.prototype,
    }),
    turn: turnCheck(ports),
  };
}

function connectionFactory(): CreateConnection | null {
  if (!('RTCPeerConnection' in window)) return null;
  return (configuration) => new RTCPeerConnection(configuration);
}
