import { MeshError } from './mesh-error';
import type { Path, SdpEssence } from './sdp-essence';

/** Everything that one page has to know of another to connect to it. */
export interface ConnectionCode {
  readonly essence: SdpEssence;
  /** Of an answer: the user name fragment of the offer that it answers. */
  readonly answers: string;
  readonly paths: readonly Path[];
}

/** The first character of a code says which of the two it is, so that people and errors can, too. */
const marks = { offer: 'A', answer: 'B' } as const;
const maxCodeLength = 8_192;
const maxTextBytes = 16_384;
const maxPaths = 32;

const iceWord = /^[\w+/-]{4,256}$/;
const fingerprintBytes = 32;
const pathMarks = { h: 'host', s: 'srflx', r: 'relay' } as const;
const pathText =
  /^([hsr])(\d{1,3}(?:\.\d{1,3}){3}|[\da-f:.]*:[\da-f:.]*|[\da-f-]{36}\.local) (\d{1,5})$/;

/** As short as it can be: what is always the same is left out, the rest compressed. Safe in links, chats and mails. */
export async function writeCode({ essence, answers, paths }: ConnectionCode): Promise<string> {
  const { type, ufrag, password, fingerprint, mid } = essence;
  const text = [
    ufrag,
    password,
    toBase64Url(Uint8Array.from(fingerprint.split(':'), (byte) => Number.parseInt(byte, 16))),
    mid,
    answers,
    ...paths.slice(0, maxPaths).map((path) => `${path.type[0]}${path.address} ${path.port}`),
  ].join('\n');
  return marks[type] + toBase64Url(await packed(new TextEncoder().encode(text)));
}

/**
 * Reads a code as somebody pasted it: spaces and line breaks of mails and chats do no harm. Rejects with MeshError
 * `code-empty`, `code-foreign` (no such code) or `code-damaged` (cut off, or changed).
 */
export async function readCode(pasted: string): Promise<ConnectionCode> {
  const code = pasted.replaceAll(/\s/g, '');
  if (code === '') throw MeshError.badCode('code-empty', 'nothing was pasted');
  const type = code.startsWith(marks.offer) ? 'offer' : 'answer';
  const isOurs = /^[AB][\w-]+$/.test(code) && code.length <= maxCodeLength;
  if (!isOurs) throw MeshError.badCode('code-foreign', 'not a connection code');
  const text = await unpacked(code.slice(1)).catch((cause: unknown) => {
    throw MeshError.badCode('code-damaged', 'cut off or changed on the way', cause);
  });
  return parse(text, type);
}

function parse(text: string, type: SdpEssence['type']): ConnectionCode {
  const [ufrag = '', password = '', packedPrint = '', mid = '', answers = '', ...rest] =
    text.split('\n');
  const fingerprint = /^[\w-]{43}$/.test(packedPrint)
    ? fromBase64Url(packedPrint)
    : new Uint8Array();
  const paths = rest.flatMap((path) => readPath(path) ?? []);
  const isWhole =
    iceWord.test(ufrag) &&
    iceWord.test(password) &&
    fingerprint.length === fingerprintBytes &&
    /^[\w-]{1,16}$/.test(mid) &&
    (type === 'answer' ? iceWord.test(answers) : answers === '') &&
    paths.length === rest.length &&
    paths.length <= maxPaths;
  if (!isWhole) throw MeshError.badCode('code-damaged', 'does not say what a code says');
  const hex = Array.from(fingerprint, (byte) => byte.toString(16).padStart(2, '0'));
  const essence = { type, ufrag, password, fingerprint: hex.join(':').toUpperCase(), mid };
  return { essence, answers, paths };
}

function readPath(text: string): Path | null {
  const [, mark, address = '', port] = pathText.exec(text) ?? [];
  if (mark !== 'h' && mark !== 's' && mark !== 'r') return null;
  return { type: pathMarks[mark], address, port: Number(port) };
}

/** zlib's format, for its checksum: a letter too few or wrong is noticed. */
async function packed(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** A few letters can stand for gigabytes: more than a code can say is not read. */
async function unpacked(text: string): Promise<string> {
  const stream = new Blob([fromBase64Url(text)])
    .stream()
    .pipeThrough(new DecompressionStream('deflate'));
  const reader = stream.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let sizeBytes = 0;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    sizeBytes += read.value.length;
    if (sizeBytes > maxTextBytes) throw new RangeError('longer than any code');
    chunks.push(read.value);
  }
  return new TextDecoder('utf-8', { fatal: true }).decode(await new Blob(chunks).arrayBuffer());
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
