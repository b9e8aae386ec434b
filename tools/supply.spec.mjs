import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './lib/run.mjs';

const read = (name) => JSON.parse(readFileSync(join(root, name), 'utf8'));
const manifest = read('package.json');
const { packages } = read('package-lock.json');
const installed = Object.entries(packages).filter(([path]) => path !== '');
const nameOf = (path) => path.split('node_modules/').at(-1);

/** The first versions without the holes that security.md names (T38, T74, T75, V58 to V63), or the first that we read. */
const floors = {
  'socket.io': '4.8.4',
  'socket.io-parser': '4.2.7',
  'engine.io': '6.6.11',
  ws: '8.21.3',
  multer: '2.3.0',
  typeorm: '1.1.1',
  '@angular/core': '22.2.6',
  '@angular/compiler': '22.2.6',
  '@nestjs/core': '12.5.1',
  express: '5.3.0',
};

const numbers = (version) => version.split('-')[0].split('.').map(Number);
const isBelow = (version, floor) => {
  const [left, right] = [numbers(version), numbers(floor)];
  const index = left.findIndex((number, at) => number !== right[at]);
  return index >= 0 && left[index] < right[index];
};

test.each(Object.entries(floors))('no copy of %s is older than its last hole', (name, floor) => {
  const copies = installed.filter(([path]) => nameOf(path) === name);
  expect(copies.length).toBeGreaterThan(0);
  expect(copies.filter(([, { version }]) => isBelow(version, floor))).toEqual([]);
});

test('versions are compared by number', () => {
  expect(isBelow('8.9.0', '8.21.3')).toBe(true);
  expect(isBelow('8.21.3', '8.21.3')).toBe(false);
  expect(isBelow('9.0.0', '8.21.3')).toBe(false);
});

test('every package is locked to its bytes', () => {
  const loose = installed.filter(([, { link, integrity }]) => !link && !/^sha512-/.test(integrity));
  expect(loose.map(([path]) => path)).toEqual([]);
});

test('every dependency is one version, not a range', () => {
  const all = { ...manifest.dependencies, ...manifest.devDependencies };
  expect(Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});

test('no package runs a script of its own when it is installed', () => {
  const scripted = installed.filter(([, { hasInstallScript }]) => hasInstallScript);
  const allowed = scripted.filter(([path]) => manifest.allowScripts[nameOf(path)] !== false);
  expect(allowed.map(([path]) => path)).toEqual([]);
});
