import { useCallback, useEffect, useRef, useState } from 'react';
import type { InspectionRecord } from '../../../../../shared/domain/inspection/inspection-record.ts';
import type { InspectionReport } from '../../../../../shared/domain/inspection/inspection-report.ts';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import { settleCall } from '../../../connection/settle-call.ts';
import { useClient } from '../../../connection/use-connection.ts';
import { useWording } from '../../../language/use-texts.ts';

interface ShownReport {
  readonly report: InspectionReport;
  readonly seal: string;
  readonly record: InspectionRecord | null;
}

interface ReportControl {
  readonly shown: ShownReport | null;
  readonly problem: Problem | null;
  readonly reload: () => Promise<void>;
}

/**
 * The report as it is now, in the language shown; its digest (`seal`) differs between languages.
 * @param version changes whenever something the report depends on was saved.
 */
export function useReport(id: string, version: unknown): ReportControl {
  const client = useClient();
  const { language } = useWording();
  const [shown, setShown] = useState<ShownReport | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const newest = useRef(0);
  const reload = useCallback(async () => {
    const own = (newest.current += 1);
    const result = await settleCall(() => client.inspections.report({ id }));
    // Answers may arrive out of order.
    if (own !== newest.current) return;
    setProblem(result.ok ? null : result.problem);
    if (result.ok) setShown(result.value);
  }, [client, id]);
  useEffect(() => void reload(), [reload, version, language]);
  return { shown, problem, reload };
}
