import { trust } from '../../trust.ts';

/** How each algorithm was checked, as the tests wrote it. */
export function GET() {
  return Response.json(trust);
}
