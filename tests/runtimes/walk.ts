import { descend } from '../../src/lib/descend.ts';
import quad1 from '../../src/lib/objectives/quad1.ts';
import adam from '../../src/lib/optimizers/adam.ts';

console.log(JSON.stringify(descend(adam, quad1, { start: quad1.start, steps: 20, hyper: { lr: 0.4 } }).points));
