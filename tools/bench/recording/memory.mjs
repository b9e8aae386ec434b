import { readFileSync } from 'node:fs';

/** What a process has in memory now (RSS). Linux only. */
export const residentMegabytes = (pid) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
