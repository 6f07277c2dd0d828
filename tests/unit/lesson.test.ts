import { chmodSync, existsSync, readFileSync } from 'node:fs';
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
}: {
  start?: string;
  files?: Record<string, string | typeof FOLDER>;
  demo?: boolean;
}) {
  const pc = pcFolder({ [PLACE]: FOLDER, ...files });
  const suite = product('suite', 'suite', [{ platform: 'linux', folder: { path: HOME }, version: [], start }]);
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
