import { expect, test } from '@playwright/test';
import { pages } from './dist.ts';

const widths = [320, 375, 700, 768, 1180, 1440, 1920];

for (const path of pages) {
  test(`/${path} never scrolls sideways`, async ({ page }) => {
    await page.goto(path, { waitUntil: 'networkidle' });
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      // What sticks out furthest, so that a failure says where to look.
      const { over, widest } = await page.evaluate(async () => {
        await new Promise(requestAnimationFrame);
        const { scrollWidth, clientWidth } = document.documentElement;
        const right = (element: Element) => element.getBoundingClientRect().right;
        const widest = [...document.body.querySelectorAll('*')].reduce((a, b) => (right(b) > right(a) ? b : a), document.body);
        return { over: scrollWidth - clientWidth, widest: widest.outerHTML.slice(0, 120) };
      });
      expect(over, `at ${width} px it is ${over} px too wide, perhaps by ${widest}`).toBeLessThanOrEqual(0);
    }
  });
}
