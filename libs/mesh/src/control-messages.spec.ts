import { decodeControl, encodeLink, encodeSources, encodeViews } from './control-messages';
import { sources } from './types';

test('the sources that are sent are the sources that arrive', () => {
  expect(decodeControl(encodeSources(['camera', 'microphone']))).toEqual({
    type: 'mesh:sources',
    sources: new Set(['microphone', 'camera']),
    mids: {},
  });
  expect(decodeControl(encodeSources([]))).toEqual({
    type: 'mesh:sources',
    sources: new Set(),
    mids: {},
  });
});

test('with every source on, the message says where each added one goes', () => {
  const mids = { second_screen_share: '5', second_screen_share_audio: '6' };
  expect(decodeControl(encodeSources(sources, mids))).toEqual({
    type: 'mesh:sources',
    sources: new Set(sources),
    mids,
  });
});

test.each([
  ['of an unknown source', { camera: '1', soul: '5' }],
  ['that are no text', { second_screen_share: 5 }],
  ['that are endless', { second_screen_share: '5'.repeat(17) }],
])('places %s are left out', (_, mids) => {
  const data = JSON.stringify({ type: 'mesh:sources', sources: ['camera'], mids });
  expect(decodeControl(data)).toMatchObject({ mids: {} });
});

test('the heights that are sent are the heights that arrive', () => {
  const views = { camera: 180, screen_share: 0 };
  expect(decodeControl(encodeViews(views))).toEqual({ type: 'mesh:views', views });
  expect(decodeControl(encodeViews({}))).toEqual({ type: 'mesh:views', views: {} });
});

test('the condition of a link that is sent is the one that arrives', () => {
  const condition = { isPoor: true, isVideoPaused: false };
  expect(decodeControl(encodeLink(condition))).toEqual({ type: 'mesh:link', condition });
});

test.each([
  ['nothing', undefined],
  ['bytes', new ArrayBuffer(8)],
  ['text that is not JSON', '{'],
  ['null', 'null'],
  ['a message of somebody else', '{"type":"other","sources":["camera"]}'],
  ['sources that are no list', '{"type":"mesh:sources","sources":"camera"}'],
  ['views that are no record', '{"type":"mesh:views","views":180}'],
  ['no views at all', '{"type":"mesh:views"}'],
  ['half a condition', '{"type":"mesh:link","isPoor":true}'],
  ['a message too long to be ours', encodeSources([]).padEnd(1_000)],
])('%s is not for the mesh', (_, data) => {
  expect(decodeControl(data)).toBeNull();
});

test('sources that do not exist are left out', () => {
  expect(decodeControl('{"type":"mesh:sources","sources":["camera","soul",7]}')).toEqual({
    type: 'mesh:sources',
    sources: new Set(['camera']),
    mids: {},
  });
});

test.each(['-1', '"180"', 'null', '1e999', '[180]'])(
  'a height of %s counts as unknown',
  (height) => {
    const data = `{"type":"mesh:views","views":{"camera":${height},"screen_share":360,"soul":1}}`;
    expect(decodeControl(data)).toEqual({ type: 'mesh:views', views: { screen_share: 360 } });
  },
);
