import path from 'node:path';
import { judgeSnapshot } from '../../../src/core/check-run/judge-snapshot.ts';
import { type Assessment, assessmentOfRun } from '../../../src/renderer/src/features/assessment/assessment.ts';
import { GALLERY_WORLDS } from '../../gallery/worlds.ts';
import { savedSnapshot } from '../../worlds/generator/world-folders.ts';
import { publication } from '../pc/judge.ts';
import { ROOT } from '../vrlab.ts';
import { type BuiltPage, servePage } from './built-page.ts';

const PAGE = path.join(ROOT, 'tests/gallery/main.tsx');
const VALUES = path.join(ROOT, 'tests/gallery/assessments.ts');

const assessmentOf = (world: string): Assessment =>
  assessmentOfRun(judgeSnapshot(savedSnapshot(world), null, publication, new Date('2026-11-22T08:00Z'), null));

const assessments = () =>
  JSON.stringify(Object.fromEntries(GALLERY_WORLDS.map((world) => [world, assessmentOf(world)])));

/** The gallery under the policy of the web host; `?language=en` for English. */
export const serveGallery = (): Promise<BuiltPage> =>
  servePage(PAGE, [
    {
      name: 'assessments',
      load: (id) => (id === VALUES ? `export const ASSESSMENTS = ${assessments()}` : null),
    },
  ]);
