/** A setting that stops the start. The message is one sentence for the operator; it never repeats the value, which may be a secret. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';

  static of(path: readonly PropertyKey[], problem: string): SettingsError {
    const [setting = 'The environment', ...inside] = path.map(String);
    const place = inside.length > 0 ? ` (at ${inside.join('.')})` : '';
    return new SettingsError(`The setting ${setting} ${problem}${place}.`);
  }
}
