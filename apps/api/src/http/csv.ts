import type { Response } from 'express';

/** A spreadsheet takes what begins so for a formula, and would run it. */
const formula = /^[=+\-@\t\r]/;
/** Without it Excel reads UTF-8 as something else. */
const byteOrderMark = '\uFEFF';

function cell(value: string | number): string {
  const text = String(value);
  const harmless = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** A table as RFC 4180 has it, which opens in spreadsheets as text and never as a formula (OWASP, CSV Injection). */
export function csvOf(rows: readonly (readonly (string | number)[])[]): string {
  return byteOrderMark + rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** Answers with a table for saving. */
export function sendCsv(response: Response, disposition: string, csv: string): void {
  response
    .set({
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': disposition,
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    })
    .send(csv);
}
