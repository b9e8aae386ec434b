import { kindOf, streamOf, type SourceStreams, type TransceiverLayout } from './transceiver-layout';
import { addedSources, type AddedSource } from './types';

/** Which section of the descriptions carries an added source, by its `mid`. */
export type Mids = Readonly<Partial<Record<AddedSource, string>>>;

/** Makes a place for a source that has none yet, and gives it its track. */
export type AddSource = (
  source: AddedSource,
  track: MediaStreamTrack,
  encoding: RTCRtpEncodingParameters,
) => RTCRtpTransceiver;

/**
 * Adds sources to a connection, each in a section of its own and for one direction: both sides may do so at once, and
 * whichever offer is rolled back comes again. The section stays for the next time when nothing is published any more.
 */
export function sourceAdder(connection: RTCPeerConnection, streams: SourceStreams): AddSource {
  return (source, track, encoding) =>
    connection.addTransceiver(track, {
      direction: 'sendonly',
      streams: [streamOf(source, streams)],
      sendEncodings: [encoding],
    });
}

/** Where we send each added source: only what the other side agreed to, because a `mid` may change until then. */
export function midsOf(added: ReadonlyMap<AddedSource, RTCRtpTransceiver>): Mids {
  const agreed = [...added].filter(([, { currentDirection }]) => currentDirection === 'sendonly');
  return Object.fromEntries(agreed.map(([source, { mid }]) => [source, mid]));
}

/** The transceivers over which the other side says it sends its added sources, as far as they can. */
export function receivedOver(connection: RTCPeerConnection, mids: Mids): TransceiverLayout {
  const layout = new Map<AddedSource, RTCRtpTransceiver>();
  for (const source of addedSources) {
    const found = connection
      .getTransceivers()
      .find(({ mid, currentDirection }) => mid === mids[source] && currentDirection === 'recvonly');
    if (found?.receiver.track.kind === kindOf(source)) layout.set(source, found);
  }
  return layout;
}
