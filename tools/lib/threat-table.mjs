const rowPattern = /^\| ([TVX]\d+)[^|]*\|[^|]*\| `([^`]+)`: (.+?) *\|$/;

/**
 * The tests that a threat table names: rows of `| T01 … | measure | `file`: title of the test |`.
 * A row whose last cell begins with `later:` names none, and says so.
 */
export function namedTests(markdown) {
  return markdown
    .split('\n')
    .map((line) => rowPattern.exec(line))
    .filter(Boolean)
    .map(([, row, file, title]) => ({ row, file, title }));
}
