/** An algorithm for speed: the same record, with its memory among the kernel's arrays and its steps compiled (see `steps.ts`). */
import compiled from 'virtual:network-steps';
import { type Form, type Memory, type Optimizer, written } from '../../lib/optimizer.ts';
import type { SimdKernel } from './simd.ts';

/** The lengths of the arrays that a kernel must foresee for an algorithm that runs in these forms, with `count` weights. */
export function foreseen(algorithm: Optimizer, id: string, forms: (string | undefined)[], count: number): number[] {
  const known = compiledInits(algorithm, id);
  const asked = new Set(forms.map((form) => written(algorithm, form).init).filter((init) => known.has(init)));
  // What compiled steps remember is as long as x: of one number they tell how many there are.
  return [...asked].flatMap((init) => Object.keys(init(new Float32Array(1))).map(() => count));
}

/** What makes the memory of compiled steps. Others may remember what is longer than x, or shorter, and keep it where they like. */
function compiledInits(algorithm: Optimizer, id: string): Set<Optimizer['init']> {
  return new Set(Object.keys(compiled.steps[id] ?? {}).map((form) => written(algorithm, form).init));
}

/**
 * Each bit is what it would be otherwise. Steps that could not be compiled stay as they are, and so do all when they are asked
 * to work on arrays that the kernel has not made.
 *
 * @param id of the algorithm in the catalog
 * @param kernel one that foresees the algorithm's memory
 */
export function swift(algorithm: Optimizer, id: string, kernel: SimdKernel): Optimizer {
  const steps = compiled.steps[id] ?? {};
  let run: ReturnType<SimdKernel['load']> | undefined;

  function swiftly<F extends Form>(form: F, name = ''): F {
    const step = Object.hasOwn(steps, name) ? steps[name] : undefined;
    if (!step) return form;
    return {
      ...form,
      step(x, g, memory, hyper, moment) {
        const vectors = [x, g, ...step.vectors.map((vector) => memory[vector])];
        if (!vectors.every(kernel.has)) return form.step(x, g, memory, hyper, moment);
        run ??= kernel.load(compiled.bytes);
        const places = vectors.map(({ byteOffset }) => byteOffset);
        run[step.name](x.length, ...places, ...step.constants(hyper, moment));
      },
    };
  }

  const inits = compiledInits(algorithm, id);
  const placed = (init: Optimizer['init']): Optimizer['init'] => {
    if (!inits.has(init)) return init;
    return (x) => inKernel(init(x));
  };
  function inKernel(usual: Memory): Memory {
    const memory: Memory = {};
    for (const [name, vector] of Object.entries(usual)) {
      const own = kernel.more(vector.length);
      own.set(vector);
      memory[name] = own;
    }
    return memory;
  }
  const also = Object.entries(algorithm.also ?? {}).map(([name, form]) => {
    const fast = swiftly(form, name);
    return [name, fast.init ? { ...fast, init: placed(fast.init) } : fast];
  });
  return { ...swiftly(algorithm), init: placed(algorithm.init), ...(algorithm.also && { also: Object.fromEntries(also) }) };
}
