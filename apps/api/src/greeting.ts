import type { Settings } from './config/settings';

/** What the operator reads at the start. The setup token stands in the fragment, which no server and no log gets. */
export function greeting(settings: Settings, setupToken: string | null): string {
  const lines = ['', `  Parley is ready at ${settings.publicUrl}`];
  if (setupToken)
    lines.push(
      '',
      '  There is no administrator yet. Open this link to become the first; it works once,',
      '  and each start prints a new one until it was used:',
      '',
      `  ${settings.publicUrl}/sign-up#setup=${setupToken}`,
    );
  return `${lines.join('\n')}\n\n`;
}
