import { readdirSync, readFileSync } from 'node:fs';

/** USER_HZ: what the kernel tells times in, on every Linux that Node runs on. Source: proc(5). */
const ticksPerSecond = 100;

/** What /proc says of every process that runs now. Source: proc(5), /proc/pid/stat. */
function processes() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        // The name before it stands in brackets and may hold anything.
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
        const [parent, user, system] = [fields[1], fields[11], fields[12]].map(Number);
        return [{ pid: Number(name), parent, ticks: user + system, command }];
      } catch (error) {
        // It ended between the two looks.
        if (error.code === 'ENOENT' || error.code === 'ESRCH') return [];
        throw error;
      }
    });
}

function withDescendants(roots, all) {
  const found = [...roots];
  for (const one of found) found.push(...all.filter(({ parent }) => parent === one.pid));
  return found;
}

/** Processor time, by process, of every Chromium that this process started: user and system, in seconds. */
export function browserTimes() {
  const all = processes();
  const browsers = all.filter(
    ({ parent, command }) => parent === process.pid && command.includes('--user-data-dir='),
  );
  return new Map(
    withDescendants(browsers, all).map(({ pid, ticks, command }) => [
      pid,
      { seconds: ticks / ticksPerSecond, kind: kindOf(command) },
    ]),
  );
}

/** @param before what browserTimes() said earlier; the seconds spent since, in all and by kind of process. */
export function spentSince(before) {
  const byKind = {};
  let total = 0;
  for (const [pid, { seconds, kind }] of browserTimes()) {
    const spent = seconds - (before.get(pid)?.seconds ?? 0);
    byKind[kind] = (byKind[kind] ?? 0) + spent;
    total += spent;
  }
  return { total, byKind };
}

function kindOf(command) {
  const kind = /--type=([\w-]+)/.exec(command)?.[1] ?? 'browser';
  return /--utility-sub-type=\w+\.mojom\.(\w+)/.exec(command)?.[1] ?? kind;
}
