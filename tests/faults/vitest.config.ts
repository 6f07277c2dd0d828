import { defineConfig } from 'vitest/config';

/** The long form of what tests/unit/delivery/faults.test.ts does in short: minutes, and as root on Linux a little more. */
export default defineConfig({
  test: { include: ['tests/faults/**/*.test.ts'], testTimeout: 600_000, fileParallelism: false },
});
