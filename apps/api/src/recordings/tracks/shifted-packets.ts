import { EncodedPacketSink, type EncodedPacket, type InputTrack } from 'mediabunny';

/**
 * A track's packets, `shiftSeconds` later. Of what would come before zero, sound is left out; pictures from the last key
 * frame on are kept at zero, because what follows is decoded from them: a player shows the last of them at once.
 */
export async function* shiftedPackets(
  track: InputTrack,
  shiftSeconds: number,
): AsyncGenerator<EncodedPacket, void, undefined> {
  const sink = new EncodedPacketSink(track);
  if (shiftSeconds === 0) {
    yield* sink.packets();
    return;
  }
  // Null where the first packet is later than zero already.
  const first = shiftSeconds < 0 ? await sink.getKeyPacket(-shiftSeconds) : null;
  for await (const packet of sink.packets(first ?? undefined)) {
    const timestamp = packet.timestamp + shiftSeconds;
    if (timestamp >= 0) yield packet.clone({ timestamp });
    else if (track.isVideoTrack()) yield packet.clone({ timestamp: 0 });
  }
}
