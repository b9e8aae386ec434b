import { checkOrder, type CheckResults } from './check-store';
import { reportOf } from './report';

it('the report says browser, date and each check with its reason', () => {
  const results = {
    ...Object.fromEntries(checkOrder.map((name) => [name, { state: 'waiting', reason: '' }])),
    camera: { state: 'passed', reason: 'It gives pictures.' },
    turn: { state: 'skipped', reason: 'Not configured.' },
  } as unknown as CheckResults;
  const lines = reportOf(results, 'Firefox', new Date('2026-11-21T08:30:00Z')).split('\n');
  expect(lines.slice(0, 4)).toEqual([
    'Parley check, 2026-11-21 08:30 UTC',
    'Browser: Firefox',
    '',
    'Camera: passed. It gives pictures.',
  ]);
  expect(lines).toContain('Microphone: not checked.');
  expect(lines.at(-1)).toBe('TURN: left out. Not configured.');
});
