import { namedTests } from './threat-table.mjs';

test('a threat table names one test in each row that has one', () => {
  const table = [
    '| row | measure | test |',
    '| --- | --- | --- |',
    '| T01 room entry | token in the handshake | `apps/api/a.spec.ts`: refuses a socket without a seat |',
    '| T46 media server | – | later: with the media server |',
  ].join('\n');
  expect(namedTests(table)).toEqual([
    { row: 'T01', file: 'apps/api/a.spec.ts', title: 'refuses a socket without a seat' },
  ]);
});
