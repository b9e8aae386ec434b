const stepBytes = 32_768; // String.fromCharCode takes its input as arguments: more overflow the stack

/** Standard base64 with padding. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += stepBytes)
    text += String.fromCharCode(...bytes.subarray(at, at + stepBytes));
  return btoa(text);
}

/** Null where the text is not base64: it came from a peer. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return null;
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
