import { createContext, useContext } from 'react';
import type { ContractClient } from '../../../shared/contract.ts';
import type { ScreenError } from '../../../shared/domain/screen-error.ts';
import { withoutUnseen } from '../../../shared/domain/unseen-text.ts';

interface Failure {
  readonly source: ScreenError['source'];
  readonly panel: string | null;
  readonly error: unknown;
  readonly componentStack?: string;
}

export type ReportFailure = (failure: Failure) => void;

/** Most reports that one page sends; repeated ones are sent once. */
const MAX_REPORTS = 20;

/** @param screen name of the one that is open now. */
export function createFailureReport(client: ContractClient, screen: () => string): ReportFailure {
  const reported = new Set<string>();
  return ({ source, panel, error, componentStack = '' }) => {
    const { name, message, stack = '' } = error instanceof Error ? error : { name: 'thrown', message: String(error) };
    const key = `${source} ${panel} ${message}`;
    if (reported.has(key) || reported.size >= MAX_REPORTS) return;
    reported.add(key);
    const report: ScreenError = withoutUnseen({
      source,
      screen: screen(),
      panel,
      message: `${name}: ${message}`.slice(0, 500),
      stack: stack.slice(0, 2000),
      componentStack: componentStack.slice(0, 2000),
    });
    // A failed report must not become a failure itself.
    client.app.reportScreenError(report).catch(() => undefined);
  };
}

const ReportFailureContext = createContext<ReportFailure>(() => undefined);
export const ReportFailureProvider = ReportFailureContext.Provider;
export const useReportFailure = (): ReportFailure => useContext(ReportFailureContext);
