import { createContext, useContext } from 'react';
import type { Verdict } from '../../../../shared/domain/finding.ts';
import type { Problem } from '../../../../shared/domain/problem.ts';
import type { RequestDraft } from '../../../../shared/domain/service-request.ts';
import type { RequestKind } from '../../../../shared/domain/service-terms.ts';
import type { InspectionPlace } from '../../shell/place.ts';

/** A request about a problem of a stored run, or of a kind only. */
export interface RequestOfRun {
  readonly kind: RequestKind;
  readonly run: string | null;
  /** Check of the run it is about; null: all that did not pass. */
  readonly check: string | null;
  readonly verdict: Verdict | null;
}

/** A form that is already filled in, by an inspection. */
export interface RequestOfInspection {
  readonly draft: RequestDraft;
  /** Called with the id of the request once it is filed; a problem it returns is shown. */
  readonly onFiled: (request: string) => Promise<Problem | null>;
  /** Where to go back to afterwards. */
  readonly from: InspectionPlace;
}

/** What a request starts from. */
export type RequestStart = RequestOfRun | RequestOfInspection;

const ReportProblemContext = createContext<((start: RequestStart) => void) | null>(null);
export const ReportProblemProvider = ReportProblemContext.Provider;

/** Opens the request form; null where nothing can be reported from. */
export const useReportProblem = (): ((start: RequestStart) => void) | null => useContext(ReportProblemContext);

const OpenRequestContext = createContext<((id: string) => void) | null>(null);
export const OpenRequestProvider = OpenRequestContext.Provider;

/** Opens a request that was filed; null where none can be opened from. */
export const useOpenRequest = (): ((id: string) => void) | null => useContext(OpenRequestContext);
