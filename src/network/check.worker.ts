/** Makes a check in one precision, for the page. */
import { checking, type Finding, type Precision, type Setup } from './checking.ts';

/** What is heard from here: findings, and that there are no more. */
export type News = Finding | { type: 'end' };

addEventListener('message', ({ data: { setup, precision } }: MessageEvent<{ setup: Setup; precision: Precision }>) => {
  const tell = (news: News) => postMessage(news);
  for (const finding of checking(setup, precision)) tell(finding);
  tell({ type: 'end' });
});
