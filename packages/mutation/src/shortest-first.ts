import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Plays the test files that ended soonest first: most mutants are noticed before the long ones begin. */
export class ShortestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const timeOf = (file: TestSpecification): number =>
      this.ctx.cache.getTestSpecificationResult(file)?.duration ?? 0;
    return files.toSorted((left, right) => timeOf(left) - timeOf(right));
  }
}
