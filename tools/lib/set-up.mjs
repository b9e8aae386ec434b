import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { must, root } from './run.mjs';

const stampFile = join(root, 'node_modules', '.parley-installed');
const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');

/** Installs exactly what the lock says, and only when what is installed does not match it. */
export async function installPackages() {
  const wanted = lockHash();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return;
  console.log('Installing packages from the lock …');
  await must('npm', ['ci', '--loglevel=error', '--no-audit', '--no-fund']);
  writeFileSync(stampFile, wanted);
}

/** What the tests need from the system: a path or command that proves it is there, and Debian's package for it. */
const systemNeeds = {
  chromium: { commands: ['chromium', 'chromium-browser', 'google-chrome'], debian: 'chromium' },
  postgres: {
    commands: ['postgres'],
    folders: [18, 17, 16, 15, 14].map((major) => `/usr/lib/postgresql/${major}/bin`),
    debian: 'postgresql',
  },
  firefox: { commands: ['firefox-esr', 'firefox'], debian: 'firefox-esr' },
  coturn: { commands: ['turnserver'], folders: ['/usr/bin', '/usr/sbin'], debian: 'coturn' },
  ffprobe: { commands: ['ffprobe'], debian: 'ffmpeg' },
  openssl: { commands: ['openssl'], debian: 'openssl' },
};

/** Where a needed command is, or undefined. */
export function findCommand(name) {
  const { commands, folders = [] } = systemNeeds[name];
  const places = [...(process.env.PATH ?? '').split(delimiter), ...folders];
  for (const command of commands)
    for (const place of places) {
      const file = join(place, command);
      if (existsSync(file)) return file;
    }
  return undefined;
}

const canInstall = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/** Brings what the system lacks where that is possible, and says how where it is not; returns what is still missing. */
export async function installSystemPackages(names = Object.keys(systemNeeds)) {
  const missing = names.filter((name) => !findCommand(name));
  if (missing.length === 0) return [];
  const packages = missing.map((name) => systemNeeds[name].debian);
  if (canInstall()) {
    console.log(`Installing ${packages.join(', ')} from Debian …`);
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await must('apt-get', ['update', '-qq'], { env, quiet: true });
    await must('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
      env,
      quiet: true,
    });
  } else {
    console.error(
      `Missing: ${missing.join(', ')}. On Debian: sudo apt-get install ${packages.join(' ')}`,
    );
  }
  return names.filter((name) => !findCommand(name));
}
