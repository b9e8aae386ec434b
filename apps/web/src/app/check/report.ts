import { checkReport, checkStates } from '../text/check.en';
import { checkOrder, type CheckResults } from './check-store';

/** The results as plain text for whoever helps: which browser, and each check with its reason. No address of the person. */
export function reportOf(results: CheckResults, userAgent: string, when: Date): string {
  const lines = checkOrder.map((name) =>
    checkReport.line(name, checkStates[results[name].state], results[name].reason),
  );
  return [checkReport.title(when), checkReport.browser(userAgent), '', ...lines].join('\n');
}
