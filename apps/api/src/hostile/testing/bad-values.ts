/** A value, and what to call it when it does what it must not. */
export type Named<T> = readonly [what: string, value: T];

/** Never right where a text, a number or a flag belongs (security.md T72). */
const wrongShapes: readonly Named<unknown>[] = [
  ['an operator', { $ne: null }],
  ['a condition', { where: { id: 1 } }],
  ['a list of operators', [{ $gt: '' }]],
  ['a list in a list', [[]]],
  ['a placeholder', { _placeholder: true, num: 1e9 }],
  ['a prototype', JSON.parse('{"__proto__":{"isAdministrator":true}}')],
  ['a constructor', { constructor: { prototype: { isAdministrator: true } } }],
  ['a method', { toString: 'x', valueOf: 'y' }],
];

/** Right in some places: what the field's own schema takes is not thrown. */
const oddScalars: readonly Named<unknown>[] = [
  ['null', null],
  ['an empty text', ''],
  ['a space', ' '],
  ['a zero byte', '\0'],
  ['a direction mark', '\u202e'],
  ['a lone surrogate', '\ud800'],
  ['a path', '../../etc/passwd'],
  ['a word of JavaScript', 'constructor'],
  ['ten thousand letters', 'x'.repeat(10_000)],
  ['minus one', -1],
  ['a half', 0.5],
  ['too many', 9_007_199_254_740_993],
  ['a huge number', 1e300],
  ['true', true],
  ['a number in a text', '1'],
];

/** Where a whole object belongs. */
export const wrongWholes: readonly Named<unknown>[] = [
  ['null', null],
  ['a text', 'text'],
  ['a number', -0],
  ['true', true],
  ['a list', []],
  ['a list of objects', [{}]],
  ['an unknown key', { nonsense: 1 }],
  ['an own __proto__', JSON.parse('{"__proto__":{"role":"host"}}')],
  ['a claimed role', { role: 'host', isModerator: true, from: 'x' }],
  ['deep lists', deep(2_000)],
  ['ten thousand keys', Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`k${i}`, i]))],
];

function deep(levels: number): unknown {
  let value: unknown = [];
  for (let level = 0; level < levels; level += 1) value = [value];
  return value;
}

/** A valid-looking object with one field replaced at a time, at any depth, and one key too many at each. */
export function mutationsOf(value: unknown, path = ''): Named<unknown>[] {
  const isLeaf = typeof value !== 'object' || value === null;
  const found = [...wrongShapes, ...(isLeaf ? oddScalars : [])].map(
    ([what, bad]): Named<unknown> => [`${path || '.'}: ${what}`, bad],
  );
  if (typeof value !== 'object' || value === null) return found;
  if (Array.isArray(value))
    return found.concat(
      mutationsOf(value[0], `${path}[]`).map(([what, bad]): Named<unknown> => [what, [bad]]),
    );
  found.push([`${path || '.'}: one key more`, { ...value, nonsense: 1 }]);
  for (const [key, field] of Object.entries(value))
    for (const [what, bad] of mutationsOf(field, `${path}.${key}`))
      found.push([what, { ...value, [key]: bad }]);
  return found;
}

/** In place of an id in a path, as it stands there (security.md §3.1). */
export const badIds: readonly string[] = [
  '..%2f..%2fetc%2fpasswd',
  '%2e%2e%2f',
  '..;',
  '%00',
  'a%00b',
  '%E0%A4%A',
  '%0d%0aSet-Cookie:x=y',
  '%5c%5chost%5cshare',
  'C:%5cx',
  '*',
  '%7B%22%24ne%22:null%7D',
  '[object%20Object]',
  '__proto__',
  'constructor',
  'null',
  'undefined',
  'NaN',
  '-1',
  '1e400',
  '9007199254740993',
  "1'%20OR%20'1'='1",
  '1;DROP%20TABLE%20rooms',
  '$%7Bjndi:ldap:%2f%2fx%7D',
  '%F0%9F%92%A9',
  '%ED%A0%80',
  'a,b',
  'a%7Cb',
  'x'.repeat(4_096),
  '%2525252e',
];

/** Behind the question mark of any route; what a route knows itself is judged by its schema. */
export const badQueries: readonly string[] = [
  'limit=1e9',
  'limit=-1',
  'sort=id;drop',
  'id[]=1',
  'id[$ne]=1',
  'id=1&id=2',
  '__proto__[x]=1',
  'constructor[prototype][x]=1',
  'a[b][c][d][e][f]=1',
  `q=${'x'.repeat(4_000)}`,
  Array.from({ length: 500 }, (_, i) => `k${i}=1`).join('&'),
  '%00=1',
  '%ED%A0%80=1',
];

export const badQueryValues: readonly string[] = [
  '-1',
  '0',
  '1e9',
  '1e400',
  'NaN',
  '1.5',
  'x'.repeat(3_000),
  '0000-00-00T00:00:00.000Z',
  '%2b275761-01-01T00:00:00.000Z',
  '%00',
  '..%2f',
];

/** In place of a JSON body, byte by byte. */
export const badBodies: readonly Named<Buffer>[] = (
  [
    ['nothing', ''],
    ['null', 'null'],
    ['a list', '[]'],
    ['a text', '"text"'],
    ['a number', '1e400'],
    ['no number', 'NaN'],
    ['half an object', '{"name":'],
    ['two values', '{}{}'],
    ['a byte order mark', '\uFEFF[]'],
    ['the same key twice', '{"name":1,"name":2,"nonsense":3}'],
    ['an own __proto__', '{"__proto__":{"isAdministrator":true}}'],
    ['a constructor', '{"constructor":{"prototype":{"x":1}}}'],
    ['deep lists', '['.repeat(30_000) + ']'.repeat(30_000)],
    ['deep objects', '{"a":'.repeat(9_000) + '1' + '}'.repeat(9_000)],
    ['a lone surrogate for a key', '{"\\ud800":1}'],
    ['a zero byte', '\0'],
    ['a comment', '/**/{}'],
    ['trailing comma', '{"name":"a",}'],
    ['single quotes', "{'name':'a'}"],
  ] as const
).map(([what, text]): Named<Buffer> => [what, Buffer.from(text)]);

export const badContentTypes: readonly Readonly<Record<string, string>>[] = [
  { 'content-type': 'text/plain' },
  { 'content-type': 'application/x-www-form-urlencoded' },
  { 'content-type': 'multipart/form-data; boundary=x' },
  { 'content-type': 'application/xml' },
  { 'content-type': 'application/json; charset=utf-16' },
  { 'content-type': 'application/json', 'content-encoding': 'gzip' },
  { 'content-type': 'application/json', 'content-encoding': 'br' },
  { 'content-type': '' },
];
