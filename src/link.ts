/**
 * An address inside this site, for wherever the site is served from: `link('/adam')` is `/adam/`,
 * or `/downhill/adam/` under the base path `/downhill`. Pages end in a slash; files, queries and anchors stay as they are.
 */
export function link(path: string, base: string = import.meta.env.BASE_URL): string {
  const [, page, rest] = /^([^?#]*)(.*)$/s.exec(path) as RegExpExecArray;
  const isFile = /\.\w+$/.test(page);
  return `${base.replace(/\/$/, '')}/${page.replace(/^\//, '')}`.replace(/\/?$/, isFile ? '' : '/') + rest;
}
