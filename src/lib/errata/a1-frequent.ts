import { erratum, reads } from '../erratum.ts';
import { evenly, objective } from '../objective.ts';
import adagrad from '../optimizers/adagrad.ts';

/** The same slope everywhere, along both coordinates: what differs is how often it is seen. */
const slopes = objective({
  name: 'Two even slopes',
  formula: '|x| + |y|',
  value: (x, y) => Math.abs(x) + Math.abs(y),
  gradient: (x, y) => [Math.sign(x), Math.sign(y)],
  hessian: () => [
    [0, 0],
    [0, 0],
  ],
  view: { x: [-8, 8], y: [-8, 8] },
  minima: [[0, 0]],
  start: [-7, -7],
  levels: evenly(1, 15, 15),
});

export default erratum({
  article: 'A1',
  about: ['adagrad'],
  title: 'What is updated often is slowed down, not sped up',
  why: String.raw`The article says that AdaGrad speeds up the parameters that are updated often. It is the other way round: every update makes $v$ larger and the rate $\eta/\sqrt v$ smaller, so that the *rare* ones keep a long stride. The article has no code for its sentence; the run below takes it at its word, as a rate that grows with $v$. There the gradient of $x$ arrives at every step, that of $y$ at every tenth.`,
  on: slopes,
  start: [-7, -7],
  steps: 40,
  arriving: (g, t) => [g[0], t % 10 === 0 ? g[1] : 0],
  printed: {
    walks: [
      {
        of: adagrad,
        hyper: { lr: 0.03 },
        step(x, g, { v }, { lr }) {
          for (let i = 0; i < x.length; i++) {
            v[i] += g[i] ** 2;
            x[i] -= lr * g[i] * Math.sqrt(v[i]);
          }
        },
      },
    ],
  },
  mended: { walks: [{ of: adagrad, hyper: { lr: 0.5 } }] },
  claims: [
    {
      says: String.raw`AdaGrad, step 40: $x$ has had 40 gradients and has a rate of 0.079, $y$ has had four and has 0.25. The rare one is $\sqrt{10} = 3.2$ times as fast.`,
      holds: (_, [{ path, hyper }]) => {
        const [often, rarely] = path.memory.v[40].map((v) => hyper.lr / (Math.sqrt(v) + hyper.eps));
        return reads(often, 0.079) && reads(rarely, 0.25) && reads(rarely / often, 3.2);
      },
    },
    {
      says: String.raw`At its word, the sentence gives $y$ a third of the rate of $x$: four updates bring it from −7 to −6.8. With AdaGrad they bring it to −5.6.`,
      holds: ([{ path, hyper, points }], [mended]) => {
        const [often, rarely] = path.memory.v[40].map((v) => hyper.lr * Math.sqrt(v));
        return reads(rarely / often, 0.3, 1) && reads(points[40][1], -6.8) && reads(mended.points[40][1], -5.6);
      },
    },
  ],
});
