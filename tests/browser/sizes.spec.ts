import { gzipSync } from 'node:zlib';
import { expect, type Request, test } from '@playwright/test';
import { editions, pages, read, representative } from './dist.ts';

/** What a page may weigh, in bytes after gzip. Styles and fonts are reported, not limited. */
const limits = { document: 60 * 1024, script: 20 * 1024 };

// The HTML is the page's own, and weighed as it lies there.
test('every page weighs little', () => {
  const weights = pages.map((path) => ({
    path,
    bytes: gzipSync(read(editions[0], /\.html$/.test(path) ? path : `${path}index.html`)).length,
  }));
  console.log(weights.map(({ path, bytes }) => `/${path} ${(bytes / 1024).toFixed(1)}`).join(', '));
  expect(weights.filter(({ bytes }) => bytes > limits.document)).toEqual([]);
});

// What comes with it is shared, and takes a browser to be loaded.
for (const path of representative) {
  test(`/${path} loads little before the reader touches anything`, async ({ page }) => {
    const finished: Request[] = [];
    page.on('requestfinished', (request) => finished.push(request));
    await page.goto(path, { waitUntil: 'networkidle' });

    const loaded = await Promise.all(
      finished.map(async (request): Promise<[type: string, url: string, bytes: number]> => {
        const body = (await (await request.response())?.body()) ?? Buffer.alloc(0);
        // Fonts are compressed already.
        return [request.resourceType(), request.url(), request.resourceType() === 'font' ? body.length : gzipSync(body).length];
      }),
    );
    const weight = (wanted: string) => loaded.filter(([type]) => type === wanted).reduce((sum, [, , bytes]) => sum + bytes, 0);
    const all = ['document', 'script', 'stylesheet', 'font', 'image', 'fetch'].map((type) => `${type} ${(weight(type) / 1024).toFixed(1)}`);
    console.log(`/${path} in KB: ${all.join(', ')}`);
    const detail = loaded.map(([type, url, bytes]) => `${type} ${url} ${bytes}`).join('\n');
    expect(weight('document'), detail).toBeLessThanOrEqual(limits.document);
    expect(weight('script'), detail).toBeLessThanOrEqual(limits.script);
  });
}
