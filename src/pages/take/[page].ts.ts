import { nameOf } from '../../cells/take/page.ts';
import { programOf } from '../../cells/take/program.ts';
import { pageAt, takeable } from '../../cells/take/read.ts';

export function getStaticPaths() {
  return takeable().map((path) => ({ params: { page: nameOf(path) }, props: { path } }));
}

/** The page as a program, as it is without the reader's changes. */
export function GET({ props }: { props: { path: string } }) {
  return new Response(programOf(pageAt(props.path)));
}
