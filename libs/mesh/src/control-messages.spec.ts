import { decodeSources, encodeSources } from './control-messages';

test('the sources that are sent are the sources that arrive', () => {
  expect(decodeSources(encodeSources(['camera', 'microphone']))).toEqual(
    new Set(['microphone', 'camera']),
  );
  expect(decodeSources(encodeSources([]))).toEqual(new Set());
});

test.each([
  ['nothing', undefined],
  ['bytes', new ArrayBuffer(8)],
  ['text that is not JSON', '{'],
  ['null', 'null'],
  ['a message of somebody else', '{"type":"other","sources":["camera"]}'],
  ['sources that are no list', '{"type":"mesh:sources","sources":"camera"}'],
  ['a message too long to be ours', encodeSources([]).padEnd(1_000)],
])('%s is not for the mesh', (_, data) => {
  expect(decodeSources(data)).toBeNull();
});

test('sources that do not exist are left out', () => {
  expect(decodeSources('{"type":"mesh:sources","sources":["camera","soul",7]}')).toEqual(
    new Set(['camera']),
  );
});
