import { figures } from '../../race/figures.ts';
import { words } from '../../words.ts';

/** The list of the articles' figures whose numbers are published. */
export function GET() {
  const published = [...figures.values()].filter((figure) => figure.published);
  const races = [...published, { id: 'a4-mnist', title: words.en.network.title, page: '/network/' }];
  return Response.json(races.map(({ id, title, page }) => ({ id, title, page, file: `data/figures/${id}.json` })));
}
