// Plants forbidden imports and expects ESLint to refuse each: the boundary rule passes silently where there is no project graph.
import { ESLint } from 'eslint';
import { join } from 'node:path';
import { root } from '../lib/run.mjs';

const violations = [
  ['libs/mesh/src/canary.ts', "import { limits } from '@parley/contract';\nconsole.log(limits);\n"],
  [
    'libs/mesh/src/canary.ts',
    "import { Injectable } from '@angular/core';\nconsole.log(Injectable);\n",
  ],
  [
    'libs/contract/src/canary.ts',
    "import { DataSource } from 'typeorm';\nconsole.log(DataSource);\n",
  ],
  ['libs/ui/src/canary.ts', "import { limits } from '@parley/contract';\nconsole.log(limits);\n"],
  ['apps/web/src/canary.ts', "import recordrtc from 'recordrtc';\nconsole.log(recordrtc);\n"],
  ['apps/api/src/canary.ts', "import { Mesh } from '@parley/mesh';\nconsole.log(Mesh);\n"],
];
const allowed = [
  'apps/web/src/canary.ts',
  "import { limits } from '@parley/contract';\nconsole.log(limits);\n",
];

const rule = '@nx/enforce-module-boundaries';
const eslint = new ESLint({
  cwd: root,
  // The planted file exists in no TypeScript project: only the one rule runs, and it needs no types.
  overrideConfig: {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: false } },
  },
  ruleFilter: ({ ruleId }) => ruleId === rule,
});

const breaches = async ([file, code]) => {
  const [result] = await eslint.lintText(code, { filePath: join(root, file) });
  return result.messages.filter(({ ruleId, fatal }) => ruleId === rule || fatal);
};

const failures = [];
for (const violation of violations)
  if ((await breaches(violation)).length === 0)
    failures.push(`not refused: ${violation.join(': ')}`);
for (const { message } of await breaches(allowed))
  failures.push(`refused though allowed: ${message}`);

if (failures.length > 0) {
  console.error(failures.join('\n'));
  process.exit(1);
}
console.log(`${violations.length} planted violations refused, the allowed import passed`);
