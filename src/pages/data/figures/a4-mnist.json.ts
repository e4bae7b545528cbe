import { a4Mnist } from '../../../network/runs.ts';

/** The numbers of A4's race through the network, as it was run on the built-in digits. */
export function GET() {
  return Response.json(a4Mnist);
}
