import { chmodSync, copyFileSync, existsSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createLesson } from '../../src/core/lesson/index.ts';
import { matrixSchema } from '../../src/core/published/matrix-schema.ts';
import type { Publication } from '../../src/core/published/publication.ts';
import { FOLDER, pcFolder, product } from '../support/pc/pc-folder.ts';

const HOME = '~/应用 程序/suite';
const PLACE = 'home/应用 程序/suite';
const SCRIPT = '#!/bin/sh\ntouch started\n';

/** A PC with the teaching program in this file, and how often the window stepped aside. */
function seat({
  start = 'lesson',
  files = {},
  demo = false,
  running,
  options = {},
}: {
  start?: string;
  files?: Record<string, string | typeof FOLDER>;
  demo?: boolean;
  running?: string[];
  options?: Parameters<typeof createLesson>[2];
}) {
  const pc = pcFolder({ [PLACE]: FOLDER, ...files });
  const suite = product('suite', 'suite', [
    { platform: 'linux', folder: { path: HOME }, version: [], start, ...(running && { running }) },
  ]);
  const publication = { matrix: { products: [suite] } } as unknown as Publication;
  let aside = 0;
  let ended = Promise.resolve();
  const lesson = createLesson(
    {
      publication,
      demo,
      stepAside: (lessonEnded) => {
        aside += 1;
        ended = lessonEnded;
      },
    },
    pc.environment,
    options,
  );
  return { lesson, pc, asides: () => aside, ended: () => ended };
}

it('starts the published teaching program, which lives on, and steps aside', async () => {
  const { lesson, pc, asides, ended } = seat({ files: { [`${PLACE}/lesson`]: SCRIPT } });
  chmodSync(pc.at(`${PLACE}/lesson`), 0o755);
  expect(await lesson.program()).toMatchObject({ isInstalled: true });
  expect(await lesson.start()).toEqual({ ok: true, value: null });
  await expect.poll(() => existsSync(pc.at(`${PLACE}/started`))).toBe(true);
  expect(asides()).toBe(1);
  await ended();
});

it('says what is wrong, and stays where it is', async () => {
  const missing = seat({});
  expect(await missing.lesson.program()).toMatchObject({ isInstalled: false });
  expect(await missing.lesson.start()).toMatchObject({ ok: false, problem: { code: 'lesson-program-missing' } });

  // No program: a text that may not be run.
  const unusable = seat({ files: { [`${PLACE}/lesson`]: 'text' } });
  expect(await unusable.lesson.start()).toMatchObject({ ok: false, problem: { code: 'lesson-not-started' } });

  const failing = seat({ files: { [`${PLACE}/lesson`]: '#!/bin/sh\nexit 3\n' } });
  chmodSync(failing.pc.at(`${PLACE}/lesson`), 0o755);
  expect(await failing.lesson.start()).toMatchObject({
    ok: false,
    problem: { code: 'lesson-not-started', params: { detail: 'exit 3' } },
  });
  expect([missing.asides(), unusable.asides(), failing.asides()]).toEqual([0, 0, 0]);
});

const hasEnded = async (ended: Promise<void>, within: number) =>
  await Promise.race([ended.then(() => true), setTimeout(within, false)]);

it('goes on while a program runs that the one which was started has only started', async () => {
  const running = ['vrlab-lesson-12'];
  const start = `${PLACE}/lesson`;
  const { lesson, pc, asides, ended } = seat({
    running,
    files: { [start]: '#!/bin/sh\n./vrlab-lesson-12 2.5 &\n' },
    options: { appears: 400, looks: 100 },
  });
  chmodSync(pc.at(start), 0o755);
  copyFileSync('/bin/sleep', pc.at(`${PLACE}/vrlab-lesson-12`));
  chmodSync(pc.at(`${PLACE}/vrlab-lesson-12`), 0o755);
  expect(await lesson.start()).toMatchObject({ ok: true });
  expect(asides()).toBe(1);
  expect(await hasEnded(ended(), 1200)).toBe(false);
  expect(await hasEnded(ended(), 10_000)).toBe(true);
});

it('has ended when the program that was to appear never does', async () => {
  const { lesson, pc, ended } = seat({
    running: ['vrlab-never-there'],
    files: { [`${PLACE}/lesson`]: SCRIPT },
    options: { appears: 800, looks: 100 },
  });
  chmodSync(pc.at(`${PLACE}/lesson`), 0o755);
  expect(await lesson.start()).toMatchObject({ ok: true });
  expect(await hasEnded(ended(), 200)).toBe(false);
  expect(await hasEnded(ended(), 10_000)).toBe(true);
});

it('claims no end where programs cannot be listed, nor for a lesson that another one has taken over from', async () => {
  let found: readonly string[] | null = null;
  const { lesson, pc, ended } = seat({
    running: ['vr-classroom.exe'],
    files: { [`${PLACE}/lesson`]: SCRIPT },
    options: { appears: 0, looks: 20, findRunning: () => Promise.resolve(found) },
  });
  chmodSync(pc.at(`${PLACE}/lesson`), 0o755);
  await lesson.start();
  const first = ended();
  expect(await hasEnded(first, 300)).toBe(false);
  await lesson.start();
  found = [];
  expect(await hasEnded(ended(), 10_000)).toBe(true);
  expect(await hasEnded(first, 100)).toBe(false);
});

it('starts nothing in a demonstration', async () => {
  const { lesson } = seat({ demo: true });
  expect(await lesson.program()).toMatchObject({ isInstalled: true });
  expect(await lesson.start()).toMatchObject({ ok: false, problem: { code: 'lesson-demonstration' } });
});

it.each(['/bin/sh', '../outside', 'a/../../b', 'C:\\Windows\\notepad.exe', '\\\\server\\share', ''])(
  'a program is published below its folder only: not %s',
  (start) => {
    const draft = JSON.parse(readFileSync('publication/draft/matrix.json', 'utf8')) as {
      products: { find: { start: string }[] }[];
    };
    expect(matrixSchema.safeParse(draft).success).toBe(true);
    draft.products[0]!.find[0]!.start = start;
    expect(matrixSchema.safeParse(draft).success).toBe(false);
  },
);
