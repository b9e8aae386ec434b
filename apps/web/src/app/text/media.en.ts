import type { CaptureProblem, CaptureSource } from '../media/capture-problem';
import type { CaptureSettings } from '../media/device-choices';
import { wayToUnblock } from './permissions.en';

/** Words for devices, at the door and in the meeting. */
export const media = {
  mute: 'Mute',
  unmute: 'Unmute',
  stopCamera: 'Stop camera',
  startCamera: 'Start camera',
  microphone: 'Microphone',
  camera: 'Camera',
  speaker: 'Speaker',
  preview: 'Camera preview',
  systemDefault: 'System default',
  none: 'Not available',
  cameraOff: 'Your camera is off',
  cameraStarting: 'Starting your camera',
  tryAgain: 'Try again',
  joinWithout: 'You can join without, and add them later.',
  playSound: 'Play sound',
  soundBlocked: 'Your browser holds the sound back until you click.',
} as const;

/** How devices are used: at the door behind the lists, in the meeting in the settings. */
export const deviceSettings = {
  more: 'Device settings',
  cameraSize: 'Camera size',
  echoCancellation: 'Echo cancellation',
  noiseSuppression: 'Noise suppression',
  autoGainControl: 'Automatic gain',
  backgroundBlur: 'Blur background',
  fold: 'Devices',
} as const;

export const soundCheck = {
  level: 'Microphone level',
  testSpeaker: 'Test speaker',
  speakerFailed: 'This speaker could not play the sound. Choose another one.',
} as const;

/** Not the word of the control bar's button: there is one such button on the page, not two. */
export const mutedTalk = { notice: 'You are muted', action: 'Turn microphone on' } as const;

export const pushToTalk = {
  name: 'Talk while muted, as long as it is held',
  key: 'Space',
  setting: 'Hold Space to talk while muted',
} as const;

export const screenSettings = {
  heading: 'Screen',
  optimise: 'Optimise screen for',
} as const;

export const screenHintNames: Readonly<Record<CaptureSettings['screenHint'], string>> = {
  detail: 'Text',
  motion: 'Motion',
};

export const cameraSizeNames: Readonly<Record<CaptureSettings['cameraSize'], string>> = {
  qvga: 'QVGA, 320×240',
  vga: 'VGA, 640×480',
  hd: 'HD, 1280×720',
  'full-hd': 'Full HD, 1920×1080',
};

/** Said where the camera does not give what was chosen. */
export function cameraGives(width: number, height: number): string {
  return `Your camera gives ${width}×${height}.`;
}

const names: Readonly<Record<CaptureSource, string>> = {
  microphone: 'microphone',
  camera: 'camera',
};

/** A device with no name yet: the browser tells names only after a permission. */
export function unnamedDevice(source: CaptureSource | 'speaker', index: number): string {
  return `${media[source]} ${index + 1}`;
}

/** A device that is on and gives nothing. */
export function silencedSentence(source: CaptureSource): string {
  return source === 'microphone'
    ? 'Your microphone is silenced by the system.'
    : 'Your camera is held back by the system.';
}

/** What is the matter with a device and what to do about it. */
export function captureSentence(source: CaptureSource, problem: CaptureProblem): string {
  const name = names[source];
  const sentences: Readonly<Record<CaptureProblem, string>> = {
    insecure: `Browsers give out the ${name} only over HTTPS, and this page came over plain HTTP. Ask for an https:// link.`,
    denied: `The ${name} is blocked for this page. ${wayToUnblock(source)}`,
    'system-denied': `The system does not give this browser the ${name}. Allow it in the system’s privacy settings, then try again.`,
    dismissed: `The browser asked for the ${name} and got no answer. Try again and choose Allow.`,
    'not-found': `No ${name} was found. Connect one, then try again.`,
    busy: `The ${name} is in use by another program. Close that program, then try again.`,
    lost: `The ${name} was disconnected. It comes back by itself when you connect it again.`,
    failed: `The ${name} could not be started. Try again, or choose another one.`,
  };
  return sentences[problem];
}

/** When both fail for the same reason, one sentence is enough. */
export function captureSentenceForBoth(problem: CaptureProblem): string {
  const sentences: Readonly<Record<CaptureProblem, string>> = {
    insecure:
      'Browsers give out camera and microphone only over HTTPS, and this page came over plain HTTP. Ask for an https:// link.',
    denied: `Camera and microphone are blocked for this page. ${wayToUnblock('both')}`,
    'system-denied':
      'The system gives this browser neither camera nor microphone. Allow them in the system’s privacy settings, then try again.',
    dismissed:
      'The browser asked for camera and microphone and got no answer. Try again and choose Allow.',
    'not-found': 'No camera and no microphone were found. Connect them, then try again.',
    busy: 'Camera and microphone are in use by another program. Close that program, then try again.',
    lost: 'Camera and microphone were disconnected. They come back when you connect them again.',
    failed: 'Camera and microphone could not be started. Try again, or choose others.',
  };
  return sentences[problem];
}
