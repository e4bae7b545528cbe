/** The part of @observablehq/runtime that the kernel uses; the package brings no types. */
declare module '@observablehq/runtime' {
  export interface Observer {
    rejected?(error: unknown): void;
  }
  export interface Variable {
    define(name: string | null, inputs: string[], definition: (...values: never[]) => unknown): Variable;
    delete(): void;
  }
  export interface Module {
    variable(observer?: Observer | true): Variable;
    /** @throws the variable's own error, or RuntimeError where there is none of that name */
    value(name: string): Promise<unknown>;
  }
  export class Runtime {
    constructor(builtins: Record<string, unknown>, global: (name: string) => unknown);
    module(): Module;
  }
  /** `input` is the variable that failed. */
  export class RuntimeError extends Error {
    input?: string;
  }
}
