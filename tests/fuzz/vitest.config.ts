import { defineConfig } from 'vitest/config';

/** The long form of tests/machine/fuzz.test.ts: half an hour. `VRLAB_FUZZ_SEED` repeats a run. */
export default defineConfig({
  test: { include: ['tests/fuzz/**/*.test.ts'], testTimeout: 3_600_000, fileParallelism: false },
});
