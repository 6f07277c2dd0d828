import { defineConfig } from 'vitest/config';

/** The long form of tests/machine/install.test.ts: everything is installed, three times, and used. Minutes; not part of `npm test`. */
export default defineConfig({
  test: { include: ['tests/install/**/*.test.ts'], testTimeout: 900_000, hookTimeout: 300_000, fileParallelism: false },
});
