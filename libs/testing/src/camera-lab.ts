/** A real camera as the page opens it: the track that is sent, and a second one beside it that nobody sees. */
export interface LabCamera {
  readonly track: MediaStreamTrack;
  /** Captures another size on the same track. */
  capture(width: number, height: number): Promise<void>;
  close(): void;
}

/** Opens the browser's camera; the test has to grant it. */
export async function openCamera(width: number, height: number): Promise<LabCamera> {
  const size = { width: { ideal: width }, height: { ideal: height } };
  const stream = await navigator.mediaDevices.getUserMedia({ video: size });
  const [track] = stream.getVideoTracks();
  if (track === undefined) throw new Error('no camera');
  const anchor = track.clone();
  return {
    track,
    capture: (nextWidth, nextHeight) =>
      track.applyConstraints({ width: { ideal: nextWidth }, height: { ideal: nextHeight } }),
    close: () => {
      track.stop();
      anchor.stop();
    },
  };
}

/** Notes every height that frames of a received track have. */
export function watchHeights(track: MediaStreamTrack) {
  const heights = new Set<number>();
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = new MediaStream([track]);
  void video.play();
  let frames = 0;
  let enough = () => {};
  let handle = 0;
  let due = Infinity;
  const note = (_now: number, { height }: VideoFrameCallbackMetadata) => {
    frames += 1;
    heights.add(height);
    if (frames >= due) enough();
    handle = video.requestVideoFrameCallback(note);
  };
  handle = video.requestVideoFrameCallback(note);
  return {
    nextFrames: (count: number) =>
      new Promise<void>((resolve) => {
        due = frames + count;
        enough = resolve;
      }),
    stop: () => {
      video.cancelVideoFrameCallback(handle);
      video.srcObject = null;
      return [...heights];
    },
  };
}
