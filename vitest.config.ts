import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], testTimeout: 30_000 } },
      { test: { name: 'electron', include: ['tests/electron/**/*.test.ts'], testTimeout: 30_000 } },
      {
        // The real built program on mocked machines, one at a time: kernel events reach every process of the network namespace.
        test: { name: 'machine', include: ['tests/machine/**/*.test.ts'], testTimeout: 60_000, fileParallelism: false },
      },
      {
        // Windows code on Windows' own interfaces, under Wine: starting it takes seconds, so one after the other.
        test: {
          name: 'wine',
          include: ['tests/wine/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
