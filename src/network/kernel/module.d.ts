declare module 'virtual:network-kernel' {
  import type { Kernels } from './compile.ts';

  /** Modules of WebAssembly. */
  const kernels: Kernels;
  export default kernels;
}

declare module 'virtual:network-steps' {
  import type { Hyper, Moment } from '../../lib/optimizer.ts';

  /** A compiled step: see `steps.ts`. */
  interface Compiled {
    name: string;
    vectors: string[];
    constants(hyper: Hyper, moment: Moment): number[];
  }
  const compiled: {
    /** A module of WebAssembly, with a function for each step. */
    bytes: Uint8Array<ArrayBuffer>;
    /** By the algorithm's id and the form's name, '' for its own. */
    steps: Record<string, Record<string, Compiled>>;
  };
  export default compiled;
}
