import { EncodedPacketSink, type EncodedPacket, type InputTrack } from 'mediabunny';
import type { Place } from './track-offset';

/**
 * A track's packets in other places. Sound that lies outside is left out; of pictures there, those from the last key frame
 * on are kept where the file goes on, because what follows is decoded from them: a player shows the last of them at once.
 */
export async function* shiftedPackets(
  track: InputTrack,
  placeOf: ((fileMs: number) => Place) | null,
): AsyncGenerator<EncodedPacket, void, undefined> {
  const packets = new EncodedPacketSink(track).packets();
  if (placeOf === null) {
    yield* packets;
    return;
  }
  let held: EncodedPacket[] = [];
  for await (const packet of packets) {
    const { atMs, isOutside } = placeOf(packet.timestamp * 1000);
    const placed = packet.clone({ timestamp: Math.max(0, atMs) / 1000 });
    if (!isOutside) {
      yield* held.splice(0);
      yield placed;
    } else if (track.isVideoTrack()) {
      if (packet.type === 'key') held = [];
      held.push(placed);
    }
  }
}
