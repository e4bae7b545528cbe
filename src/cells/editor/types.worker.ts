/** Answers what `types.ts` asks, one question after the other. */
import { createLanguage } from './language.ts';
import { files } from './library.ts';
import type { Answer, Question } from './types.ts';

const language = createLanguage(files());

addEventListener('message', ({ data: { id, what, given } }: MessageEvent<Question>) => {
  let answer: unknown;
  try {
    answer = (language[what] as (...given: unknown[]) => unknown)(...given);
  } catch (error) {
    // TypeScript itself gives up on a few odd texts. The next question will do.
    console.warn(error);
  }
  postMessage({ id, answer } satisfies Answer);
});
