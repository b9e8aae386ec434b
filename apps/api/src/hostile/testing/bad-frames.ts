import type { Named } from './bad-values';

const aSeat = '{"seatToken":"x"}';
const hand = '["meetings:set-hand",{"isHandRaised":true}]';

/** What a websocket can carry instead of packets (security.md §3.2); texts as they are, bytes as binary frames. */
export const badFrames: readonly Named<readonly (string | Uint8Array)[]>[] = [
  ['a false packet type', ['9']],
  ['an empty frame', ['']],
  ['a zero byte', ['\0']],
  ['an open packet from the wrong side', ['0{"sid":"x"}']],
  ['a close', ['1']],
  ['a ping from the wrong side', ['2probe']],
  ['a thousand pings', Array.from({ length: 1_000 }, () => '2')],
  ['a thousand pongs nobody asked for', Array.from({ length: 1_000 }, () => '3')],
  ['an upgrade that never ends', ['5']],
  ['a no-op', ['6']],
  ['a second handshake', [`40${aSeat}`]],
  ['a handshake that is no object', ['40[]', '40null', '40"x"', '401']],
  ['a goodbye, and more', ['41', `42${hand}`]],
  ['another namespace', ['40/admin,{}']],
  ['a path for a namespace', ['40/../,', '40/%2e%2e/,', '40/__proto__,', '40/constructor,']],
  ['two thousand namespaces', Array.from({ length: 2_000 }, (_, i) => `40/n${i},`)],
  ['an event for a namespace that is none', [`42/admin,${hand}`]],
  ['a reserved event', ['42["connect"]', '42["disconnect"]', '42["error",{}]']],
  ['listeners for names', ['42["newListener",{}]', '42["removeListener",{}]']],
  ['prototypes for names', ['42["__proto__",{}]', '42["constructor",{}]', '42["toString",{}]']],
  ['no name', ['42[]', '42[null]', '42[1]', '42[{}]', '42[""]', '42[[]]']],
  ['an event that is no list', ['42{"a":1}', '42"x"', '42null', '42']],
  ['broken JSON', ['42["meetings:set-hand",{', '42[', '42["a"', '42]']],
  ['an absurd acknowledgement id', [`429e99${hand}`, `42-1${hand}`, `42${'9'.repeat(400)}${hand}`]],
  ['an answer nobody asked for', ['43999[]', '430[{"ok":true}]', '43[]']],
  ['a binary answer nobody asked for', ['461-1[{"_placeholder":true,"num":0}]']],
  ['an error packet', ['44{"message":"x"}']],
  ['a million attachments', ['451000000-["meetings:set-hand",{"_placeholder":true,"num":0}]']],
  ['attachments by halves', ['450.5-["x"]', '45-1-["x"]', '451e9-["x"]', '45x-["x"]', '45-["x"]']],
  ['an attachment that never comes', ['451-["meetings:set-hand",{"_placeholder":true,"num":0}]']],
  [
    'an event in place of its attachment',
    ['451-["meetings:set-hand",{"_placeholder":true,"num":0}]', `42${hand}`],
  ],
  [
    'an attachment that is not there',
    ['451-["meetings:set-hand",{"_placeholder":true,"num":-1}]', new Uint8Array(1)],
  ],
  [
    'an attachment by the name of a method',
    ['451-["meetings:set-hand",{"_placeholder":true,"num":"splice"}]', new Uint8Array(1)],
  ],
  ['bytes that nobody announced', [new Uint8Array([0, 1, 2, 255])]],
  ['many bytes', [new Uint8Array(100_000)]],
  ['a frame that is too large', [`42["chat:send-message","${'x'.repeat(200_000)}"]`]],
  ['a megabyte', ['x'.repeat(1_000_000)]],
  ['many separators', ['\x1e'.repeat(10_000)]],
  ['deep lists', [`42["meetings:set-hand",${'['.repeat(20_000)}${']'.repeat(20_000)}]`]],
  ['ten thousand arguments', [`42["meetings:set-hand"${',{}'.repeat(10_000)}]`]],
  ['a name as long as a frame', [`42["${'x'.repeat(64 * 1024)}",{}]`]],
  ['lone surrogates', ['42["\\ud800",{"\\udfff":1}]']],
  ['escape sequences', ['42["\\u001b]0;owned\\u0007",{}]', '42["\\r\\nlevel=60",{}]']],
  ['the same key twice', ['420["meetings:set-hand",{"isHandRaised":1,"isHandRaised":true}]']],
];

/** In place of `?EIO=4&transport=polling`, and of what is posted there. */
export const badHandshakes: readonly string[] = [
  'EIO=3&transport=polling',
  'EIO=4&transport=polling&sid=nobody',
  'EIO=4&transport=polling&sid=__proto__',
  'EIO=4&transport=polling&sid=a&sid=b',
  'EIO=4&transport=constructor',
  'EIO=4&transport=__proto__',
  'EIO=4&transport=websocket',
  'EIO=4&transport=webtransport',
  'EIO=4',
  'transport=polling',
  '',
  `EIO=4&transport=polling&sid=${'x'.repeat(4_000)}`,
];
