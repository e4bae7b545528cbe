import { nameOf } from '../../cells/take/page.ts';
import { pageAt, takeable } from '../../cells/take/read.ts';

export function getStaticPaths() {
  return takeable().map((path) => ({ params: { page: nameOf(path) }, props: { path } }));
}

/** What a page is made of, for its notebook to be made in the browser with the reader's changes. */
export function GET({ props }: { props: { path: string } }) {
  return Response.json(pageAt(props.path));
}
