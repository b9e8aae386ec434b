import * as z from 'zod';

const unitBytes = { MB: 1e6, GB: 1e9, TB: 1e12 } as const;
const size = /^(?<amount>\d{1,6}(?:\.\d{1,3})?) ?(?<unit>MB|GB|TB)$/;

function bytesOf(text: string): number {
  const { amount = '0', unit = 'MB' } = size.exec(text)?.groups ?? {};
  return Math.round(Number(amount) * unitBytes[unit as keyof typeof unitBytes]);
}

/** A size as an operator writes it, in decimal units. */
export const sizeInBytes = z
  .string()
  .regex(size, 'must be a size, like 500MB, 20GB or 1.5TB')
  .transform(bytesOf);
