/** What `%`, `_` and the escape itself become, so that a search finds what was typed. */
const likeSpecial = /[\\%_]/g;

const patternOf = (text: string) => `%${text.replaceAll(likeSpecial, String.raw`\$&`)}%`;

/** A condition, and what is to be put in its place holders. */
export type Condition = readonly [sql: string, parameters: Readonly<Record<string, string>>];

/**
 * One of the columns holds the text, whatever the case of its letters. SQLite knows the case of Latin letters only:
 * beyond them, what was typed has to match as it is.
 */
export function containing(columns: readonly string[], text: string): Condition {
  const conditions = columns.flatMap((column) => [
    String.raw`LOWER(${column}) LIKE :lowerCase ESCAPE '\'`,
    String.raw`${column} LIKE :asTyped ESCAPE '\'`,
  ]);
  const parameters = { lowerCase: patternOf(text.toLowerCase()), asTyped: patternOf(text) };
  return [`(${conditions.join(' OR ')})`, parameters];
}
