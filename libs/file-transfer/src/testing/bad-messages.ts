import { FileChannelMessage } from '@parley/contract';
import fc from 'fast-check';
import { frameHeaderBytes, framePayloadBytes, readFrame, writeFrame } from '../piece-frame';

const someDigests = 'A'.repeat(43).concat('=');

/** Messages of every kind about some shares: well formed, and right or wrong as it comes. */
export function anyMessage(shareIds: readonly string[]): fc.Arbitrary<FileChannelMessage> {
  const shareId = fc.constantFrom(...shareIds);
  const index = fc.oneof(fc.nat({ max: 10 }), fc.nat({ max: 1_048_575 }));
  const offset = fc.oneof(fc.nat({ max: 100_000 }), fc.nat({ max: 16_777_216 }));
  const of = (type: FileChannelMessage['type'], more: Record<string, fc.Arbitrary<unknown>> = {}) =>
    fc.record({ type: fc.constant(type), shareId, ...more });
  const text = fc.base64String({ maxLength: 40 });
  const message = fc.oneof(
    of('request-hashes'),
    of('request-have'),
    of('hashes', { first: index, digests: fc.oneof(text, fc.constant(someDigests)) }),
    of('have', { bitmap: fc.oneof(text, fc.constantFrom('/g==', '/w==', '')) }),
    of('have-pieces', { indices: fc.array(index, { minLength: 1, maxLength: 256 }) }),
    of('request-piece', { index, offset }),
    of('cancel-piece', { index }),
    fc.record({ type: fc.constant('taken'), bytes: fc.integer({ min: 1 }) }),
    of('refuse', { index: fc.option(index) }),
    of('progress', {
      verifiedBytes: fc.nat(),
      state: fc.constantFrom('receiving', 'paused', 'cancelled', 'verified', 'failed'),
    }),
  );
  return message as fc.Arbitrary<FileChannelMessage>;
}

/** Piece data of the right form, about pieces that exist and pieces that do not. */
export function anyFrame(shareIds: readonly string[]): fc.Arbitrary<Uint8Array> {
  const place = fc.oneof(fc.nat({ max: 8 }), fc.nat({ max: 0xffff_ffff }));
  return fc
    .record({
      shareId: fc.constantFrom(...shareIds),
      index: place,
      offset: fc.oneof(fc.constantFrom(0, 65_536), place),
      payload: fc.uint8Array({ minLength: 1, maxLength: 200 }),
    })
    .map((frame) => writeFrame(frame));
}

/** What is no message at all: noise, and true messages with something broken in them. */
export function malformed(shareIds: readonly string[]): fc.Arbitrary<string | Uint8Array> {
  const noise = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.json({ maxDepth: 3 }),
    fc.constantFrom(' ', 'null', '[]', '{}', '"have"', '1e400', '{"type":"__proto__"}'),
    fc.nat({ max: 2_000 }).map((depth) => '['.repeat(depth)),
  );
  const broken = fc
    .tuple(anyMessage(shareIds), fc.nat(), fc.nat(), anything)
    .map(([message, how, where, value]) => breakings(message, where, value)[how % 5] ?? '');
  const binary = fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: frameHeaderBytes }),
    fc.constant(new Uint8Array(frameHeaderBytes + framePayloadBytes + 1)),
  );
  const isNone = (one: string | Uint8Array) =>
    typeof one === 'string'
      ? one !== '' && !isMessage(one)
      : readFrame(one.slice().buffer) === null;
  return fc
    .oneof(
      { arbitrary: noise, weight: 3 },
      { arbitrary: broken, weight: 6 },
      { arbitrary: binary, weight: 1 },
    )
    .filter(isNone);
}

const anything = fc.constantFrom<unknown>(
  ...[null, true, '', 'x', '../x', '\u0000', -1, 0.5, 1e308, 2 ** 53, 4_294_967_296],
  ...[[], {}, [[]], { __proto__: null }, ['a'], 'x'.repeat(500)],
);

/** One text for each way to break a message. */
function breakings(message: FileChannelMessage, where: number, value: unknown): readonly string[] {
  const text = JSON.stringify(message);
  const keys = Object.keys(message);
  const key = keys[where % keys.length] ?? '';
  const { [key]: _, ...without } = message as unknown as Record<string, unknown>;
  const at = where % text.length;
  return [
    text.slice(0, at),
    `${text.slice(0, at)}\u0007${text.slice(at + 1)}`,
    JSON.stringify(without),
    JSON.stringify({ ...message, [key]: value }),
    JSON.stringify({ ...message, constructor: value, isTrusted: true }),
  ];
}

function isMessage(text: string): boolean {
  try {
    return FileChannelMessage.safeParse(JSON.parse(text)).success;
  } catch {
    return false; // no JSON
  }
}
