import { figures } from '../../race/figures.ts';

/** The list of the articles' figures whose numbers are published. */
export function GET() {
  const published = [...figures.values()].filter((figure) => figure.published);
  return Response.json(published.map(({ id, title, page }) => ({ id, title, page, file: `data/figures/${id}.json` })));
}
