/** For Vitest: how many tests passed and failed, and which were skipped and why, as JSON in the file that UNIT_REPORT names. */
import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

/** A test that this machine cannot run. */
export interface Skipped {
  what: string;
  why?: string;
}

export interface UnitReport {
  passed: number;
  failed: number;
  skipped: Skipped[];
}

export default class implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>) {
    const report: UnitReport = { passed: 0, failed: 0, skipped: [] };
    for (const module of modules)
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === 'skipped') report.skipped.push({ what: `${module.relativeModuleId} › ${test.fullName}`, why: result.note });
        else if (result.state !== 'pending') report[result.state]++;
      }
    if (process.env.UNIT_REPORT) writeFileSync(process.env.UNIT_REPORT, JSON.stringify(report));
  }
}
