import html from 'virtual:sandbox';

/** The page inside which cells run, in a frame without an origin. Nobody comes here by a link. */
export function GET() {
  return new Response(html, { headers: { 'Content-Type': 'text/html' } });
}
