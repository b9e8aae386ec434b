/** A stretch of a message: plain words, or an address that can be followed. */
export interface MessagePart {
  readonly text: string;
  /** Set for http and https addresses only; anything else stays words. */
  readonly href?: string;
}

const address = /\bhttps?:\/\/[^\s<>"'`]{1,2000}/gi;
/** Punctuation that ends the sentence, not the address. */
const trailing = /[.,;:!?)\]}]+$/;

/** Cuts a message into words and addresses. Nothing is ever read as markup. */
export function partsOf(text: string): readonly MessagePart[] {
  const parts: MessagePart[] = [];
  let from = 0;
  for (const match of text.matchAll(address)) {
    const href = match[0].replace(trailing, '');
    if (!URL.canParse(href)) continue;
    if (match.index > from) parts.push({ text: text.slice(from, match.index) });
    parts.push({ text: href, href });
    from = match.index + href.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}
