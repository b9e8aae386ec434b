import type { Source } from './types';

/** What one sender may spend. Bits and frames per second; `targetHeight` in pixels. */
interface VideoBudget {
  readonly maxBitrate: number;
  readonly maxFramerate: number;
  readonly targetHeight: number;
}

/** An upload of about 2 Mbit/s is shared by all receivers; from four on a tile is small anyway. Index: receivers - 1. */
const cameraBudgets: readonly VideoBudget[] = [
  { maxBitrate: 1_700_000, maxFramerate: 30, targetHeight: 720 },
  { maxBitrate: 1_000_000, maxFramerate: 30, targetHeight: 540 },
  { maxBitrate: 650_000, maxFramerate: 24, targetHeight: 360 },
  { maxBitrate: 450_000, maxFramerate: 20, targetHeight: 360 },
  { maxBitrate: 350_000, maxFramerate: 15, targetHeight: 270 },
];
/** Text must stay readable: frames are given up first, pixels never. */
const screenBudgets: readonly VideoBudget[] = [
  { maxBitrate: 2_500_000, maxFramerate: 30, targetHeight: Infinity },
  { maxBitrate: 1_500_000, maxFramerate: 15, targetHeight: Infinity },
  { maxBitrate: 1_000_000, maxFramerate: 10, targetHeight: Infinity },
];
const smallestBudget: VideoBudget = { maxBitrate: 200_000, maxFramerate: 10, targetHeight: 180 };
/** Speech in mono, and the screen's sound in stereo, at Opus's transparent rates. */
const audioBitrate = { microphone: 40_000, screen_share_audio: 96_000 } as const;

/**
 * How one source is encoded for each of `remoteCount` receivers: voice before screen before camera.
 *
 * @param captureHeight the track's height in pixels, where known; without it nothing is scaled.
 */
export function encodingFor(
  source: Source,
  remoteCount: number,
  captureHeight?: number,
): RTCRtpEncodingParameters {
  if (source === 'microphone' || source === 'screen_share_audio') {
    return {
      maxBitrate: audioBitrate[source],
      priority: 'high',
      networkPriority: source === 'microphone' ? 'high' : 'medium',
    };
  }
  const budgets = source === 'camera' ? cameraBudgets : screenBudgets;
  const budget = budgetFor(budgets, remoteCount);
  const priority = source === 'camera' ? 'low' : 'medium';
  return {
    maxBitrate: budget.maxBitrate,
    maxFramerate: budget.maxFramerate,
    scaleResolutionDownBy: Math.max(1, (captureHeight ?? 0) / budget.targetHeight),
    priority,
    networkPriority: priority,
  };
}

function budgetFor(budgets: readonly VideoBudget[], remoteCount: number): VideoBudget {
  const index = Math.min(Math.max(remoteCount, 1), budgets.length) - 1;
  return budgets[index] ?? smallestBudget;
}
