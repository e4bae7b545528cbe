import { expect, test } from '@playwright/test';
import { pages } from './dist.ts';

// Every page, since each wakes figures of its own, in which anything may throw.
for (const path of pages) {
  test(`/${path} asks no other host for anything, and has no error to report`, async ({ page, baseURL }) => {
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
