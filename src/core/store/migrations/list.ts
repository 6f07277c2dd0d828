import { runsAndFindings } from './0001-runs-and-findings.ts';
import { publications } from './0002-publications.ts';
import type { Migration } from './migration.ts';

export const MIGRATIONS: readonly Migration[] = [runsAndFindings, publications];
