import { must, tool } from './run.mjs';

const node = 'node';

/** Every check that needs no browser and no server, by the name that is printed. Each throws when it fails. */
export const checks = {
  formatting: () => must(tool('prettier'), ['--check', '--log-level=warn', '.']),
  types: () =>
    must(tool('nx'), ['run-many', '-t', 'typecheck', '--output-style=static'], { quiet: true }),
  'lint and module boundaries': () =>
    must(tool('nx'), ['run-many', '-t', 'lint', '--output-style=static'], { quiet: true }),
  'the boundary rule bites': () => must(node, ['tools/checks/boundary-canary.mjs']),
  'no import cycles': () =>
    must(tool('depcruise'), [
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'err',
      'apps',
      'libs',
      'e2e',
    ]),
  'no dead code': () => must(tool('knip'), ['--no-progress']),
  'size budgets': () => must(node, ['tools/checks/size-budgets.mjs']),
  'protocol document up to date': () => must(node, ['tools/print-protocol.mjs', '--check']),
  'security table names real tests': () => must(node, ['tools/checks/threat-table.mjs']),
};
