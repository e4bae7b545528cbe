import * as Plot from '@observablehq/plot';
import { Window } from 'happy-dom';
import { notebookOf } from '../../cells/take/ipynb.ts';
import { nameOf, withTrails } from '../../cells/take/page.ts';
import { pageAt, takeable } from '../../cells/take/read.ts';

export function getStaticPaths() {
  return takeable().map((path) => ({ params: { page: nameOf(path) }, props: { path } }));
}

/** The page as a notebook, as it is without the reader's changes. */
export function GET({ props, site }: { props: { path: string }; site?: URL }) {
  const easel = { Plot, document: new Window().document as unknown as Document };
  return new Response(
    JSON.stringify(
      notebookOf(withTrails(pageAt(props.path)), { root: site && new URL(import.meta.env.BASE_URL, site).href, easel }),
      null,
      1,
    ),
  );
}
