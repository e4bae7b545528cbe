import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * What axe finds, as sentences; none where all is well. It looks at every element, so ask it about no more of a page than a test is about:
 * `axe.spec.ts` asks about all of each, with every figure awake.
 *
 * @param inside a selector of what is looked at; the whole page unless it is named
 * @param rules all of them, unless named
 */
export async function findings(page: Page, inside?: string, ...rules: string[]): Promise<string[]> {
  // What passes is not listed, and of long tables, whose rows are all alike, only the first rows are looked at: either halves the time.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).exclude('.numbers tbody tr:nth-of-type(n+5)');
  if (inside) axe.include(inside);
  if (rules.length > 0) axe.withRules(rules);
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target}: ${failureSummary}`),
  );
}

/** The same on either paper. Of all that axe looks at, the paper changes the colours alone. */
export async function findingsOnBothPapers(page: Page, inside?: string): Promise<string[]> {
  const reducedMotion = 'reduce';
  await page.emulateMedia({ colorScheme: 'light', reducedMotion });
  const light = await findings(page, inside);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion });
  return [...light, ...(await findings(page, inside, 'color-contrast'))];
}
