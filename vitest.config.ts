import { defineConfig } from 'vitest/config';

/** Files run side by side on two cores; servers they share are started once by `tests/support/global-setup.ts`. */
export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/support/global-setup.ts'],
    testTimeout: 180_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 30_000 } },
    maxWorkers: 2,
    pool: 'forks',
  },
});
