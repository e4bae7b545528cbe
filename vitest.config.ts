/// <reference types="vitest/config" />
import { getViteConfig } from 'astro/config';

// Astro's own Vite settings, so that tests see `?raw` and import.meta.glob as the site does.
export default getViteConfig({
  test: {
    include: ['src/**/*.test.ts', 'tests/*.test.ts'],
    // How long to wait for what will come anyway: on a busy machine everything takes many times as long.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
