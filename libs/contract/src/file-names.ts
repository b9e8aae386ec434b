/** What separates folders or drives, and what else Windows forbids in names. */
const forbidden = /[/\\:*?"<>|]/g;
/** Hides a file, is taken for an option, or climbs. */
const misleadingStart = /^[.\-~ ]+/;
/** Windows drops these, so that `plan.exe.` would become `plan.exe`. */
const droppedEnd = /[. ]+$/;
/** What Windows takes for a device, whatever follows the first dot. */
const device = /^(?:con|prn|aux|nul|conin\$|conout\$|com\d|lpt\d)(?= *(?:\.|$))/i;
/** File systems take as many for a name. */
const maxBytes = 255;
/** Longer than any ending that a system knows; what is longer is shortened like the rest. */
const longestEnding = 20;

/**
 * Makes one clean line (`cleanLine`: before it, a full-width slash is none yet) a name under which every system saves
 * what is shown: no folder, no device, nothing hidden, and short enough with its true ending kept. A name that it made
 * stays as it is.
 */
export function safeFileName(line: string): string {
  const name = line
    .normalize('NFC')
    .replaceAll(forbidden, '_')
    .replace(misleadingStart, '_')
    .replace(droppedEnd, '_')
    .replace(device, (found) => `_${found}`);
  return bytesOf(name) > maxBytes ? shortened(name) : name;
}

/** Loses letters before its ending, so that the ending stays true. */
function shortened(name: string): string {
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 && name.length - dot <= longestEnding ? name.slice(dot) : '';
  let roomBytes = maxBytes - bytesOf(ending);
  let stem = '';
  for (const symbol of name.slice(0, name.length - ending.length)) {
    roomBytes -= bytesOf(symbol);
    if (roomBytes < 0) break;
    stem += symbol;
  }
  return ending === '' ? stem.replace(droppedEnd, '_') : stem + ending;
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
