import { type ChildProcess, spawn } from 'node:child_process';
import type { Edition } from '../tests/browser/dist.ts';

/** The command that serves a build: by Node and not by npm, which would leave the server running behind it. */
export function serving({ folder, base, port }: Edition): string[] {
  // Two at once are what the tests need and what Astro's lock would forbid.
  return ['node_modules/astro/bin/astro.mjs', 'preview', '--outDir', folder, '--base', base, '--port', String(port), '--ignore-lock'];
}

/**
 * Serves a build until the process that is returned is killed.
 *
 * @throws Error if nothing answers within half a minute
 */
export async function serve(edition: Edition): Promise<ChildProcess> {
  const server = spawn(process.execPath, serving(edition), { stdio: ['ignore', 'ignore', 'inherit'] });
  const answers = () =>
    fetch(edition.url).then(
      ({ ok }) => ok,
      () => false,
    );
  for (let tries = 0; tries < 60; tries++) {
    if (server.exitCode !== null) throw new Error('The server ended before it answered');
    if (await answers()) return server;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  server.kill();
  throw new Error(`Nothing answers at ${edition.url}`);
}
