import { expect, test } from 'vitest';
import { factors, rates } from './warm-up.ts';

test('the factor is 0 while ρ is at most 5, and is the formula’s from then on', () => {
  const beta2 = 0.999;
  const inf = 2 / (1 - beta2) - 1;
  for (const [k, factor] of factors(beta2, 2000).entries()) {
    const t = k + 1;
    const rho = inf - (2 * t * beta2 ** t) / (1 - beta2 ** t);
    const theory = rho > 5 ? Math.sqrt(((rho - 4) * (rho - 2) * inf) / ((inf - 4) * (inf - 2) * rho)) : 0;
    expect(factor).toBeCloseTo(theory, 12);
  }
});

test('a memory too short to trust is never divided by', () => {
  expect(factors(0.5, 100).every((factor) => factor === 0)).toBe(true);
});

test('the first rate is one over the size of a normal number; later ones come together around 1', () => {
  const spreads = rates(0.999, 300, 4000);
  // A tenth of all normal numbers are within 0.1257 of 0, a tenth beyond 1.645.
  expect(spreads[0].high).toBeCloseTo(1 / 0.1257, -0.5);
  expect(spreads[0].low).toBeCloseTo(1 / 1.645, 1);
  const { low, middle, high } = spreads[299];
  expect(middle).toBeCloseTo(1, 1);
  expect(high / low).toBeLessThan(1.2);
});
