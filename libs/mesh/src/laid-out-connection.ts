import { createChannels, type ChannelPair } from './peer-channels';
import {
  encodingsFor,
  layOutTransceivers,
  type SourceEncodings,
  type SourceStreams,
  type TransceiverLayout,
} from './transceiver-layout';
import type { Source } from './types';

/** A connection with everything on it that a first offer needs. */
export interface LaidOutConnection {
  readonly connection: RTCPeerConnection;
  readonly layout: TransceiverLayout;
  readonly encodings: SourceEncodings;
  readonly channels: ChannelPair;
  /** Whether its local description is an offer that may be sent as it is. */
  readonly isOffered: boolean;
}

export interface LayOutOptions {
  readonly streams: SourceStreams;
  readonly published: ReadonlyMap<Source, MediaStreamTrack>;
  readonly remoteCount: number;
}

/** Lays out four transceivers and two channels: what the impolite side does before its first offer. */
export function layOut(
  connection: RTCPeerConnection,
  { streams, published, remoteCount }: LayOutOptions,
): LaidOutConnection {
  const encodings = encodingsFor(published, remoteCount);
  const layout = layOutTransceivers(connection, streams, published, encodings);
  return { connection, layout, encodings, channels: createChannels(connection), isOffered: false };
}
