import type { Limits, Source, VideoSource } from './types';

/** What one source, or each of its receivers, may cost. Bits and frames per second, heights in pixels. */
interface VideoBudget {
  readonly maxBitrate: number;
  readonly maxFramerate: number;
  readonly height: number;
}

/** What decides how one source is encoded for one receiver. */
export interface EncodingRequest {
  readonly source: Source;
  /** How many receive it; each gets an encoding of its own. */
  readonly remoteCount: number;
  /** The track's height in pixels, where known; without it nothing is scaled. */
  readonly captureHeight?: number | undefined;
  /** How high this receiver shows it, in physical pixels; 0 for not at all, absent where unknown. */
  readonly shownHeight?: number | undefined;
  /** The part of the link that this source may use, in bits per second; null or absent while nothing limits it. */
  readonly linkBitrate?: number | null | undefined;
  /** The most that the user or the room wants to spend on it, in bits per second; 0 for nothing, null or absent for no limit. */
  readonly ceiling?: number | null | undefined;
}

interface CameraBudget extends VideoBudget {
  /** Where it is shown as a thumbnail only. */
  readonly thumbnailFramerate: number;
}

/**
 * An upload of about 2 Mbit/s is shared by all receivers, and so is the processor: what a frame costs to encode, decode and
 * draw depends little on its size, so the more receive it, the fewer frames each gets. Index: receivers - 1.
 */
const cameraBudgets: readonly [CameraBudget, ...CameraBudget[]] = [
  { maxBitrate: 2_000_000, maxFramerate: 30, thumbnailFramerate: 15, height: 1_080 },
  { maxBitrate: 1_000_000, maxFramerate: 30, thumbnailFramerate: 10, height: 540 },
  { maxBitrate: 650_000, maxFramerate: 15, thumbnailFramerate: 7, height: 360 },
  { maxBitrate: 450_000, maxFramerate: 15, thumbnailFramerate: 7, height: 360 },
  { maxBitrate: 350_000, maxFramerate: 12, thumbnailFramerate: 7, height: 270 },
  { maxBitrate: 280_000, maxFramerate: 10, thumbnailFramerate: 7, height: 180 },
  { maxBitrate: 220_000, maxFramerate: 8, thumbnailFramerate: 7, height: 180 },
];
/** No camera is wider, so that its height decides. */
const widthPerHeight = 16 / 9;
/** Up to this height a picture is a sign of life beside another one that is looked at. */
const thumbnailHeight = 180;
/** Text must stay readable: frames are given up first, pixels only where the receiver could not show them. */
const screenBudgets: readonly [VideoBudget, ...VideoBudget[]] = [
  { maxBitrate: 2_500_000, maxFramerate: 30, height: Infinity },
  { maxBitrate: 1_500_000, maxFramerate: 15, height: Infinity },
  { maxBitrate: 1_000_000, maxFramerate: 10, height: Infinity },
];
/** The heights that are sent, so that a tile that grows by a pixel costs no new key frame; and what each is worth. */
const cameraSteps: readonly [VideoBudget, ...VideoBudget[]] = [
  { height: 90, maxBitrate: 80_000, maxFramerate: 10 },
  { height: 180, maxBitrate: 180_000, maxFramerate: 15 },
  { height: 270, maxBitrate: 350_000, maxFramerate: 15 },
  { height: 360, maxBitrate: 650_000, maxFramerate: 24 },
  { height: 540, maxBitrate: 1_000_000, maxFramerate: 30 },
  { height: 720, maxBitrate: 1_700_000, maxFramerate: 30 },
];
const screenSteps: readonly VideoBudget[] = [
  { height: 360, maxBitrate: 650_000, maxFramerate: 10 },
  { height: 540, maxBitrate: 1_000_000, maxFramerate: 15 },
  { height: 720, maxBitrate: 1_500_000, maxFramerate: 30 },
  { height: 1_080, maxBitrate: 2_500_000, maxFramerate: 30 },
  { height: 1_440, maxBitrate: 2_500_000, maxFramerate: 30 },
];
const smallestStep = cameraSteps[0];
const unlimited: VideoBudget = { maxBitrate: Infinity, maxFramerate: Infinity, height: Infinity };
/** A picture still looks well at half of what its size is worth; below, fewer pixels look better. */
const leastWorth = 0.5;
/** Less than this shows a face that nobody can read, and takes from the voice. */
export const leastCameraBitrate = 80_000;
/** A still page of text needs little, and somebody talks about it. */
export const leastScreenBitrate = 60_000;
/** A screen that has less than this is shown as pages that turn, not as a film. */
const fluentScreenBitrate = 400_000;
const turningPagesFramerate = 5;
/** Speech in mono, and the screen's sound in stereo, at Opus's transparent rates. */
export const audioBitrate = {
  microphone: 40_000,
  screen_share_audio: 96_000,
  second_screen_share_audio: 96_000,
} as const;

/** Also what W3C webrtc-extensions adds: the size to scale down to, whatever the capture's is. Browsers without it ignore it. */
export interface SentEncoding extends RTCRtpEncodingParameters {
  readonly scaleResolutionDownTo?: { readonly maxWidth: number; readonly maxHeight: number };
}

/** How one source is encoded for one receiver: voice before screen before camera, and nothing that nobody sees. */
export function encodingFor(request: EncodingRequest): SentEncoding {
  const { source, linkBitrate, ceiling } = request;
  if (source === 'camera') return cameraEncoding(request);
  if (isScreen(source)) return screenEncoding(request);
  return {
    active: true,
    maxBitrate: Math.min(audioBitrate[source], linkBitrate ?? Infinity, ceiling ?? Infinity),
    priority: 'high',
    networkPriority: source === 'microphone' ? 'high' : 'medium',
  };
}

/** What user and room allow for a source, in bits per second; 0 for nothing, null for all it is worth. */
export function ceilingOf(source: Source, limits: Limits): number | null {
  const { audioBitrate = null, videoBitrate = null, screenBitrate = null } = limits;
  if (source === 'camera') return limits.isAudioOnly === true ? 0 : videoBitrate;
  return isScreen(source) ? screenBitrate : audioBitrate;
}

function isScreen(source: Source): source is Exclude<VideoSource, 'camera'> {
  return source === 'screen_share' || source === 'second_screen_share';
}

/** How a camera is sent: its height and frames before the capture's own size limits them. */
interface CameraPlan extends VideoBudget {
  readonly active: boolean;
}

function planCamera(request: EncodingRequest): CameraPlan {
  const budget = budgetFor(cameraBudgets, request.remoteCount);
  const shown = stepFor(cameraSteps, request.shownHeight);
  const maxBitrate = grantedTo(request, budget, shown);
  const affordable = cameraSteps.findLast((step) => step.maxBitrate * leastWorth <= maxBitrate);
  // What the last step is worth carries any size.
  const carried = affordable === cameraSteps.at(-1) ? unlimited : (affordable ?? smallestStep);
  const isThumbnail = shown.height <= thumbnailHeight;
  return {
    active: isSent(request, leastCameraBitrate),
    maxBitrate,
    maxFramerate: Math.min(
      isThumbnail ? budget.thumbnailFramerate : budget.maxFramerate,
      shown.maxFramerate,
      carried.maxFramerate,
    ),
    height: Math.min(budget.height, shown.height, carried.height),
  };
}

/**
 * What the browser gives up first where the link carries less than it is to send. By itself it would take from the pixels of
 * a picture that is already scaled to what the link carries.
 */
export function degradationFor({
  source,
  linkBitrate,
}: Pick<EncodingRequest, 'source' | 'linkBitrate'>): RTCDegradationPreference | null {
  if (source !== 'camera') return null;
  return (linkBitrate ?? null) === null ? 'maintain-framerate' : 'maintain-resolution';
}

/** How high a camera's picture has to be for one receiver, in pixels; 0 where nothing is sent to them. */
export function neededCameraHeight(request: EncodingRequest): number {
  const { active, height } = planCamera(request);
  return active ? height : 0;
}

function cameraEncoding(request: EncodingRequest): SentEncoding {
  const { active, maxBitrate, maxFramerate, height } = planCamera(request);
  return {
    active,
    maxBitrate,
    maxFramerate,
    scaleResolutionDownBy: scaleTo(height, request.captureHeight),
    // The capture's size changes while it is sent: a factor alone would be wrong until it is set anew.
    scaleResolutionDownTo: { maxWidth: Math.ceil(height * widthPerHeight), maxHeight: height },
    priority: 'low',
    networkPriority: 'low',
  };
}

function screenEncoding(request: EncodingRequest): RTCRtpEncodingParameters {
  const budget = budgetFor(screenBudgets, request.remoteCount);
  const shown = stepFor(screenSteps, request.shownHeight);
  const maxBitrate = grantedTo(request, budget, shown);
  const fluent = Math.min(budget.maxFramerate, shown.maxFramerate);
  return {
    active: isSent(request, leastScreenBitrate),
    maxBitrate,
    maxFramerate: maxBitrate < fluentScreenBitrate ? turningPagesFramerate : fluent,
    scaleResolutionDownBy: scaleTo(Math.min(budget.height, shown.height), request.captureHeight),
    priority: 'medium',
    networkPriority: 'medium',
  };
}

function budgetFor<Budget>(budgets: readonly [Budget, ...Budget[]], remoteCount: number): Budget {
  const index = Math.min(Math.max(remoteCount, 1), budgets.length) - 1;
  return budgets[index] ?? budgets[0];
}

/** The smallest step that fills what is shown; beyond the greatest, or where it is unknown, all there is. */
function stepFor(steps: readonly VideoBudget[], shownHeight = Infinity): VideoBudget {
  return steps.find(({ height }) => height >= shownHeight) ?? unlimited;
}

function grantedTo(request: EncodingRequest, ...budgets: readonly VideoBudget[]): number {
  const { linkBitrate, ceiling } = request;
  const worth = budgets.map(({ maxBitrate }) => maxBitrate);
  // Zero is said by `active`: as a bitrate it has no meaning.
  return Math.max(1_000, Math.min(...worth, linkBitrate ?? Infinity, ceiling ?? Infinity));
}

function isSent({ shownHeight, linkBitrate, ceiling }: EncodingRequest, least: number): boolean {
  return shownHeight !== 0 && ceiling !== 0 && (linkBitrate ?? Infinity) >= least;
}

function scaleTo(height: number, captureHeight: number | undefined): number {
  return Math.max(1, (captureHeight ?? 0) / height);
}
