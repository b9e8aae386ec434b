import { readFileSync } from 'node:fs';
import { defineConfig } from 'rolldown';

const root = JSON.parse(readFileSync('package.json', 'utf8'));
/** Packages that are loaded by name at run time, which no import statement shows. */
const dynamic = [
  '@nestjs/platform-express',
  'better-sqlite3',
  'pg',
  'pino',
  'pino-http',
  'pino-pretty',
  'rxjs',
  'reflect-metadata',
  'express',
];
const packageOf = (id) =>
  id
    .split('/')
    .slice(0, id.startsWith('@') ? 2 : 1)
    .join('/');

/** Writes dist/package.json: exactly the packages that the bundle imports, at the workspace's versions. */
const deployManifest = {
  name: 'deploy-manifest',
  generateBundle(_options, bundle) {
    const used = new Set(dynamic);
    for (const chunk of Object.values(bundle))
      for (const id of chunk.imports ?? [])
        if (!id.startsWith('node:') && !(id in bundle)) used.add(packageOf(id));
    const dependencies = {};
    for (const name of [...used].sort())
      if (root.dependencies[name]) dependencies[name] = root.dependencies[name];
      else this.warn(`${name} is not in the root's dependencies`);
    const { name, version, license, type, overrides, allowScripts, engines } = root;
    this.emitFile({
      type: 'asset',
      fileName: 'package.json',
      source:
        JSON.stringify(
          {
            name,
            version,
            private: true,
            license,
            type,
            engines,
            scripts: { start: 'node main.js' },
            dependencies,
            overrides,
            allowScripts,
          },
          null,
          2,
        ) + '\n',
    });
  },
};

export default defineConfig({
  input: { main: 'apps/api/src/main.ts' },
  platform: 'node',
  tsconfig: 'apps/api/tsconfig.json',
  // Every bare import stays a run-time dependency, except the workspace's own libs and oxc's helpers.
  external: (id) => /^[^./]/.test(id) && !/^(@parley|@oxc-project)\//.test(id),
  plugins: [deployManifest],
  transform: { define: { PARLEY_VERSION: JSON.stringify(root.version) } },
  output: {
    dir: 'dist',
    format: 'esm',
    sourcemap: true,
    entryFileNames: '[name].js',
    chunkFileNames: '[name].js',
    cleanDir: false,
  },
});
