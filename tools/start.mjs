// `npm start`: installs what is missing, builds what changed, runs Parley until Ctrl+C. Needs Node's own modules only.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from './lib/build.mjs';
import { environment, pinnedNode, root } from './lib/run.mjs';
import { installPackages } from './lib/set-up.mjs';

try {
  await installPackages();
  await build();
} catch (error) {
  console.error(`Parley could not be started: ${error.message}`);
  process.exit(1);
}

const server = spawn(pinnedNode(), [join(root, 'dist', 'main.js')], {
  cwd: root,
  env: environment(),
  stdio: 'inherit',
});
// The terminal sends Ctrl+C to both; the server ends in its own time and this script after it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) server.kill(signal);
  });
server.once('exit', (code) => process.exit(code ?? 0));
