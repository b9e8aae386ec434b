const units = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** `412 MB`, `3.1 GB`: decimal units, as disks and downloads are counted; one decimal below ten. */
export function sizeInWords(sizeBytes: number): string {
  let value = sizeBytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 9.95 ? 0 : 1;
  return `${value.toFixed(digits)} ${units[unit] ?? ''}`;
}

const twoDigits = (value: number) => String(value).padStart(2, '0');

/** `08:12`, `1:02:03`. */
export function clockTime(durationMs: number): string {
  const total = Math.floor(durationMs / 1_000);
  const hours = Math.floor(total / 3_600);
  const rest = `${twoDigits(Math.floor(total / 60) % 60)}:${twoDigits(total % 60)}`;
  return hours === 0 ? rest : `${hours}:${rest}`;
}

const timeOfDay = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });
const dayOfYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const fullDay = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});

function daysBetween(earlier: Date, later: Date): number {
  const midnight = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((midnight(later) - midnight(earlier)) / 86_400_000);
}

/** `Today, 14:02`, `Yesterday, 10:00`, `18 Nov, 09:30`, `18 Nov 2025, 09:30`, in this device's time zone. */
export function whenInWords(moment: Date, now: Date): string {
  const days = daysBetween(moment, now);
  const time = timeOfDay.format(moment);
  if (days === 0) return `Today, ${time}`;
  if (days === 1) return `Yesterday, ${time}`;
  const isThisYear = moment.getFullYear() === now.getFullYear();
  return `${(isThisYear ? dayOfYear : fullDay).format(moment)}, ${time}`;
}
