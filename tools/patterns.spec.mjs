import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { runInNewContext } from 'node:vm';
import ts from 'typescript';
import { root } from './lib/run.mjs';

/** What all texts together may cost a pattern; a slow one takes minutes for the first of them, a fast one milliseconds. */
const patienceMs = 4_000;
const usualLength = 100_000;
/** Quadratic, and harmless: what they look at has a bounded length before they see it. */
const cappedLengths = new Map([
  // The tail of an address that isIPv6() took.
  [String.raw`/\d+\.\d+\.\d+\.\d+$/`, 64],
  // What follows an address in a chat message: limits.chatTextLength.
  [String.raw`/[.,;:!?)\]}]+$/`, 4_000],
  // The end of a file's name: four times limits.fileNameLength.
  [String.raw`/[. ]+$/`, 1_020],
]);
/** Repeated, they make patterns with nested or overlapping repetitions lose themselves. */
const seeds = [
  'a',
  ' ',
  '\t',
  '0',
  '-',
  '.',
  '/',
  ':',
  'a.',
  'a-',
  ' a',
  '0.',
  '\u0301',
  ':f',
  '{"',
];
const textsOf = (length) =>
  seeds.flatMap((seed) => {
    const long = seed.repeat(Math.ceil(length / seed.length)).slice(0, length);
    return [long, `${long}\n!`];
  });

function sources() {
  const isSource = (name) =>
    /\.(ts|mjs)$/.test(name) && !/\.(spec|e2e)\.|testing\/|\/bench\//.test(name);
  return ['apps', 'libs']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true }).map((name) => join(root, folder, name)),
    )
    .filter((file) => isSource(file) && !file.includes('node_modules'));
}

/** The regular expressions written in a file, in the order in which they stand there. */
function patternsIn(file) {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  const found = [];
  const visit = (node) => {
    if (node.kind === ts.SyntaxKind.RegularExpressionLiteral) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const patterns = new Map(
  sources().flatMap((file) => patternsIn(file).map((text) => [text, relative(root, file)])),
);

function isSlow(pattern, texts) {
  try {
    const code = `const found = ${pattern}; for (const text of texts) text.replace(found, '');`;
    runInNewContext(code, { texts }, { timeout: patienceMs });
    return false;
  } catch (error) {
    if (error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return true;
    throw error;
  }
}

test('patterns are found, and a slow one is known for it', () => {
  expect(patterns.size).toBeGreaterThan(50);
  expect(isSlow('/^(a+)+$/', textsOf(100))).toBe(true);
});

test('no pattern is slow on long nasty texts, as long as they can get', () => {
  const usual = textsOf(usualLength);
  const slow = [...patterns].filter(([pattern]) => {
    const cap = cappedLengths.get(pattern);
    return isSlow(pattern, cap === undefined ? usual : textsOf(cap));
  });
  expect(slow).toEqual([]);
  expect([...cappedLengths.keys()].filter((pattern) => !patterns.has(pattern))).toEqual([]);
}, 120_000);
