import { defineConfig } from '@playwright/test';
import { serving } from './scripts/serve.ts';
import { editions } from './tests/browser/dist.ts';
import { args, browser } from './tests/browser/launch.ts';

// Found once; the workers, which read this file again, inherit the answer.
process.env.CHROME_PATH = await browser();

export default defineConfig({
  testDir: 'tests/browser',
  fullyParallel: true,
  // The default, half of the cores, leaves one of two idle while the other waits for pages.
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  // How long to wait for what will come anyway: a test says what happens, and the bench how fast.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  // A browser on a busy machine stalls now and then. A second try tells that from a defect, and the list calls it flaky.
  retries: 1,
  use: {
    browserName: 'chromium',
    baseURL: editions[0].url,
    launchOptions: { executablePath: process.env.CHROME_PATH, args },
  },
  webServer: editions.map((edition) => ({
    command: [process.execPath, ...serving(edition)].map((part) => `"${part}"`).join(' '),
    url: edition.url,
    reuseExistingServer: false,
  })),
});
