import os from 'node:os';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** One more than there are cores: most tests wait for other programs now and then. */
const maxWorkers = Math.min(4, os.availableParallelism() + 1);

const inParallel = (name: string, test: TestProjectInlineConfiguration['test']): TestProjectInlineConfiguration => ({
  test: {
    name,
    include: [`tests/${name}/**/*.test.ts`],
    // Starting a worker and loading the sources again would cost more than most files do.
    isolate: false,
    maxWorkers,
    unstubEnvs: true,
    // On one core, or beside other work, everything takes several times as long.
    hookTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
    restoreMocks: true,
    ...test,
  },
});

/** Projects in the order they begin: those that wait longest first, the many small files fill what is left. */
const ORDER = ['wine', 'e2e', 'machine', 'electron', 'unit'];

/** Files that take longest in their project. Where nothing has run yet, Vitest goes by the size of a file. */
const LONG = [
  'windows-bench/command-on-windows',
  'e2e/inspection.test',
  'e2e/inspection-fits',
  'e2e/gallery',
  'machine/worlds',
  'unit/delivery/faults',
  'unit/checks/add-a-check',
  'unit/store/stored-json',
  'unit/delivery/outcomes',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ project, moduleId }: TestSpecification) =>
      ORDER.indexOf(project.name) + (LONG.some((name) => moduleId.includes(`/tests/${name}`)) ? 0 : 0.5);
    // oxlint-disable-next-line unicorn/no-array-sort -- Vitest's own, which sorts a copy
    const usual = await super.sort(files);
    return usual.toSorted((one, other) => place(one) - place(other));
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      inParallel('unit', { testTimeout: 60_000 }),
      inParallel('electron', { testTimeout: 30_000 }),
      // The real built program on mocked machines.
      inParallel('machine', { testTimeout: 60_000 }),
      // Windows code on Windows' own interfaces, under Wine: starting it takes seconds.
      inParallel('wine', {
        include: ['tests/{wine,windows-bench}/**/*.test.ts'],
        testTimeout: 60_000,
        hookTimeout: 120_000,
      }),
      inParallel('e2e', { testTimeout: 120_000 }),
    ],
  },
});
