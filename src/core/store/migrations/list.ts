import { runsAndFindings } from './0001-runs-and-findings.ts';
import { publications } from './0002-publications.ts';
import { requests } from './0003-requests.ts';
import { inspections } from './0004-inspections.ts';
import { tableComparison } from './0005-table-comparison.ts';
import { inspectionSteps } from './0006-inspection-steps.ts';
import { rectification } from './0007-rectification.ts';
import { readsAndDisputes } from './0008-reads-and-disputes.ts';
import { handedInReports } from './0009-handed-in-reports.ts';
import { roles } from './0010-roles.ts';
import type { Migration } from './migration.ts';

export const MIGRATIONS: readonly Migration[] = [
  runsAndFindings,
  publications,
  requests,
  inspections,
  tableComparison,
  inspectionSteps,
  rectification,
  readsAndDisputes,
  handedInReports,
  roles,
];
