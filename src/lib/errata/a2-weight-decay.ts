import { erratum, reads } from '../erratum.ts';
import sparse from '../objectives/sparse.ts';
import adamw from '../optimizers/adamw.ts';

const hyper = { lr: 0.05, weightDecay: 0.1 };

export default erratum({
  article: 'A2',
  about: ['adamw'],
  title: 'One name, `weight_decay`, for two algorithms',
  why: String.raw`The article gives Adam and AdamW an option of the same name, as PyTorch does. In Adam it is an L2 penalty: $\lambda x$ joins the gradient and goes through $m$ and $v$. In AdamW it comes straight off the weights. Neither is wrong by itself; a value that was good for one says nothing about the other.`,
  on: sparse,
  start: [4, 3],
  steps: 100,
  printed: { walks: [{ of: adamw, hyper, form: 'l2' }] },
  mended: { walks: [{ of: adamw, hyper }] },
  called: { printed: 'In Adam', mended: 'In AdamW' },
  claims: [
    {
      says: 'In Adam the weight of the common word, whose gradients are large, loses 1.3 % in 100 steps, and that of the rare word 62 %.',
      holds: ([{ points }]) => reads(lost(points, 0), 1.3) && reads(lost(points, 1), 62),
    },
    {
      says: 'In AdamW they lose 9.1 % and 7.2 %: the decay is the same for both, and what the data ask for is added back.',
      holds: (_, [{ points }]) => reads(lost(points, 0), 9.1) && reads(lost(points, 1), 7.2),
    },
  ],
});

/** How much of a weight is gone at the end, in per cent. */
function lost(points: readonly (readonly number[])[], i: number): number {
  return 100 * (1 - points[points.length - 1][i] / points[0][i]);
}
