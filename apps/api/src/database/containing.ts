/** What `%`, `_` and the escape itself become, so that a search finds what was typed. */
const likeSpecial = /[\\%_]/g;

/** A condition on both databases: the column holds the parameter's text, whatever the case of its Latin letters. */
export function containing(column: string, parameter: string): string {
  return String.raw`LOWER(${column}) LIKE :${parameter} ESCAPE '\'`;
}

/** What such a parameter is to be. */
containing.pattern = (text: string): string =>
  `%${text.toLowerCase().replaceAll(likeSpecial, String.raw`\$&`)}%`;
