import { encodingFor } from './send-quality';
import { addedSources, laidOutSources, videoSources, type AddedSource, type Source } from './types';

/** The transceiver of each source. */
export type TransceiverLayout = ReadonlyMap<Source, RTCRtpTransceiver>;

/** How the sender of each source was told to encode. */
export type SourceEncodings = ReadonlyMap<Source, RTCRtpEncodingParameters>;

/** What every connection can carry: the sources laid out at the start, and what each side may add for itself. */
export const maxTransceivers = laidOutSources.length + 2 * addedSources.length;

/** Which kind of track a source carries. */
export function kindOf(source: Source): 'audio' | 'video' {
  return videoSources.some((one) => one === source) ? 'video' : 'audio';
}

/** Sources of one group share a MediaStream id, which makes the receiver play them in step. */
export interface SourceStreams {
  readonly person: MediaStream;
  readonly screen: MediaStream;
  readonly secondScreen: MediaStream;
}

/** A stream for each group of sources. */
export function createStreams(createMediaStream: () => MediaStream): SourceStreams {
  return {
    person: createMediaStream(),
    screen: createMediaStream(),
    secondScreen: createMediaStream(),
  };
}

/** The stream that a source belongs to. */
export function streamOf(source: Source, streams: SourceStreams): MediaStream {
  if (source === 'microphone' || source === 'camera') return streams.person;
  return isAdded(source) ? streams.secondScreen : streams.screen;
}

/** Whether a connection has no place for it before it is published. */
export function isAdded(source: Source): source is AddedSource {
  return addedSources.some((one) => one === source);
}

/** The encodings of senders that are laid out for `remoteCount` receivers with these tracks. */
export function encodingsFor(
  tracks: ReadonlyMap<Source, MediaStreamTrack>,
  remoteCount: number,
): SourceEncodings {
  return new Map(
    laidOutSources.map((source) => {
      const captureHeight = tracks.get(source)?.getSettings().height;
      return [source, encodingFor({ source, remoteCount, captureHeight })];
    }),
  );
}

/**
 * Lays out one transceiver for each source, so that publishing is replaceTrack and never a renegotiation. Only the impolite
 * side does this: an incoming offer is not matched to transceivers of ours (JSEP, RFC 8829 section 5.10).
 */
export function layOutTransceivers(
  connection: RTCPeerConnection,
  streams: SourceStreams,
  tracks: ReadonlyMap<Source, MediaStreamTrack>,
  encodings: SourceEncodings,
): TransceiverLayout {
  return new Map(
    laidOutSources.map((source) => {
      const transceiver = connection.addTransceiver(tracks.get(source) ?? kindOf(source), {
        direction: 'sendrecv',
        streams: [streamOf(source, streams)],
        sendEncodings: [encodings.get(source) ?? {}],
      });
      return [source, transceiver];
    }),
  );
}

/**
 * Takes over the transceivers that the first offer brought, by their order, and opens them for sending.
 *
 * @returns null when the offer does not bring one transceiver of the right kind for each source.
 */
export function adoptTransceivers(
  connection: RTCPeerConnection,
  streams: SourceStreams,
): TransceiverLayout | null {
  const offered = connection.getTransceivers();
  const layout = new Map<Source, RTCRtpTransceiver>();
  for (const [index, source] of laidOutSources.entries()) {
    const transceiver = offered[index];
    if (transceiver?.receiver.track.kind !== kindOf(source)) return null;
    layout.set(source, transceiver);
  }
  for (const [source, transceiver] of layout) {
    transceiver.direction = 'sendrecv';
    transceiver.sender.setStreams(streamOf(source, streams));
  }
  return layout;
}
