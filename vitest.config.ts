/// <reference types="vitest/config" />
import { getViteConfig } from 'astro/config';

// Astro's own Vite settings, so that tests see `?raw` and import.meta.glob as the site does.
export default getViteConfig({
  test: { include: ['src/**/*.test.ts', 'tests/*.test.ts'] },
});
