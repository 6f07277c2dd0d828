import { createContext, useContext } from 'react';
import type { Verdict } from '../../../../shared/domain/finding.ts';
import type { RequestKind } from '../../../../shared/domain/service-terms.ts';

/** What a request begins with: a problem of a kept run, or only a kind. */
export interface RequestStart {
  readonly kind: RequestKind;
  readonly run: string | null;
  /** Check of the run it is about; null: everything that is not fine. */
  readonly check: string | null;
  readonly verdict: Verdict | null;
}

const ReportProblemContext = createContext<((start: RequestStart) => void) | null>(null);
export const ReportProblemProvider = ReportProblemContext.Provider;

/** Opens the request form; null where nothing can be reported from. */
export const useReportProblem = (): ((start: RequestStart) => void) | null => useContext(ReportProblemContext);
