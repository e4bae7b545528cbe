import { expect, test } from '@playwright/test';
import { pages } from './dist.ts';

const widths = [320, 375, 700, 768, 1180, 1440, 1920];

// Every page, since each wakes figures of its own, in which anything may throw, and may have an equation longer than any before.
for (const path of pages) {
  test(`/${path} asks no other host for anything, has no error to report, and never scrolls sideways`, async ({ page, baseURL }) => {
    const elsewhere: string[] = [];
    const errors: string[] = [];
    const own = new URL(baseURL ?? '').host;
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (/^(https?|wss?):$/.test(url.protocol) && url.host !== own) elsewhere.push(request.url());
    });
    page.on('websocket', (socket) => elsewhere.push(socket.url()));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('response', (response) => {
      if (response.status() >= 400) errors.push(`${response.status()} ${response.url()}`);
    });

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

    // Once past every figure, since figures wake when they near the screen.
    await page.evaluate(async () => {
      for (let y = 0; y < document.body.scrollHeight; y += innerHeight) {
        scrollTo(0, y);
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
    });
    await page.waitForLoadState('networkidle');

    expect(elsewhere).toEqual([]);
    expect(errors).toEqual([]);
  });
}
