import { defineConfig } from 'vitest/config';

/** The built shell in the real Electron, which is downloaded: not part of `npm test`. Run by the workflows on Windows and Ubuntu. */
export default defineConfig({
  test: {
    include: ['tests/real-electron/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 1_200_000,
    fileParallelism: false,
  },
});
