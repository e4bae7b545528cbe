import { figure, figures, raceIn } from '../../../race/figures.ts';
import { run } from '../../../race/race.ts';
import { toData } from '../../../race/table.ts';

export function getStaticPaths() {
  return [...figures.values()].filter((figure) => figure.published).map(({ id }) => ({ params: { id } }));
}

/** The numbers of an article's figure, for anyone to check. */
export function GET({ params }: { params: { id: string } }) {
  const race = raceIn(figure(params.id));
  return Response.json(toData(params.id, race, run(race)));
}
