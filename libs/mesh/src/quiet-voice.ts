/**
 * Asks whoever gets this description to send the voice only while there is one: of silence, a packet comes every 400 ms
 * instead of every 20. In a meeting one speaks and the others are silent, which makes packets most of what a link costs.
 * The sound of a shared screen stays as it is. Source: RFC 7587, 3.1.3 and 6.1 (`usedtx`).
 */
export function withQuietVoice(sdp: string): string {
  const [voice] = /^m=audio [\s\S]*?(?=^m=|(?![\s\S]))/m.exec(sdp) ?? [];
  const opus = voice && /^a=rtpmap:(\d+) opus\//im.exec(voice)?.[1];
  if (!voice || !opus) return sdp;
  const format = new RegExp(`^(a=fmtp:${opus} (?!.*usedtx).*?)(?=\\r?$)`, 'm');
  // As a function: what stands for a match in a replacement text could stand in the description, too.
  return sdp.replace(voice, () => voice.replace(format, '$1;usedtx=1'));
}
