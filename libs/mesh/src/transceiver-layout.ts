import { encodingFor } from './send-quality';
import { sources, type Source } from './types';

/** The transceiver of each source. */
export type TransceiverLayout = ReadonlyMap<Source, RTCRtpTransceiver>;

/** How the sender of each source was told to encode. */
export type SourceEncodings = ReadonlyMap<Source, RTCRtpEncodingParameters>;

/** Which kind of track a source carries. */
export function kindOf(source: Source): 'audio' | 'video' {
  return source === 'microphone' || source === 'screen_share_audio' ? 'audio' : 'video';
}

/** Sources of one group share a MediaStream id, which makes the receiver play them in step. */
export interface SourceStreams {
  readonly person: MediaStream;
  readonly screen: MediaStream;
}

function streamOf(source: Source, streams: SourceStreams): MediaStream {
  return source === 'microphone' || source === 'camera' ? streams.person : streams.screen;
}

/** The encodings of senders that are laid out for `remoteCount` receivers with these tracks. */
export function encodingsFor(
  tracks: ReadonlyMap<Source, MediaStreamTrack>,
  remoteCount: number,
): SourceEncodings {
  return new Map(
    sources.map((source) => {
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
    sources.map((source) => {
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
  for (const [index, source] of sources.entries()) {
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
