import { cleanLine } from '@parley/contract';

/** Separators, and what Windows forbids in names. */
const forbidden = /[/\\:*?"<>|]/g;
/** `photo.exe` as somebody's name would give a file with two endings, of which systems hide the last (security.md T63). */
const ending = /\.(?=[\p{L}\p{N}]{1,8}$)/u;
/** Names that Windows takes for devices, whatever their ending. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;
/** File systems take 255 bytes for a name; ours has an ending, and perhaps a number. */
const maxBytes = 180;

/** Makes what people typed a part of a file's name: one line, no direction marks, no second ending, no path. */
export function fileStem(text: string, fallback: string): string {
  const clean = cleanLine(text.toWellFormed())
    .replaceAll(forbidden, '_')
    .replace(/^[. ]+|[. ]+$/g, '')
    .replace(ending, '_');
  const short = shortened(clean).trimEnd();
  return short === '' || device.test(short) ? fallback : short;
}

/** Gives files of one folder names of their own, also where case does not count: `Ann.webm`, `ann (2).webm`. */
export class FileNames {
  private readonly taken = new Set<string>();

  unique(stem: string, ending: string): string {
    for (let number = 1; ; number++) {
      const name = `${stem}${number === 1 ? '' : ` (${number})`}${ending}`;
      const key = name.normalize('NFKC').toLowerCase();
      if (this.taken.has(key)) continue;
      this.taken.add(key);
      return name;
    }
  }
}

/** Cut between symbols, never inside one. */
function shortened(text: string): string {
  let bytes = 0;
  let kept = '';
  for (const symbol of text) {
    bytes += Buffer.byteLength(symbol);
    if (bytes > maxBytes) break;
    kept += symbol;
  }
  return kept;
}
