import { a3Seeds } from '../../../network/runs.ts';

/** A3's comparison, run by run, as it was made on the built-in digits. */
export function GET() {
  return Response.json(a3Seeds);
}
