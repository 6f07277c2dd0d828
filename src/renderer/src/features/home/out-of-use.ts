import { useEffect, useState } from 'react';
import type { InspectionPlan } from '../../../../shared/domain/inspection/inspection-plan.ts';
import { useClient, useConnectionCount } from '../../connection/use-connection.ts';
import { useTexts, useWording } from '../../language/use-texts.ts';
import { isOutOfUse } from '../inspections/plan/last-inspection.ts';

/** The plan of the inspections of this lab; undefined while it is read, and where it cannot be. */
export function usePlan(): InspectionPlan | undefined {
  const client = useClient();
  const connection = useConnectionCount();
  const [plan, setPlan] = useState<InspectionPlan>();
  useEffect(() => {
    let isCurrent = true;
    client.inspections.plan().then(
      (read) => isCurrent && read.ok && setPlan(read.value),
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [client, connection]);
  return plan;
}

/** What comes before the verdict of any check: the last inspection took this lab out of use. */
export interface OutOfUse {
  readonly title: string;
  /** By which inspection, and until when. */
  readonly reason: string;
}

/** Null where the lab is in use, as far as it is known. */
export function useOutOfUse(plan: InspectionPlan | undefined): OutOfUse | null {
  const t = useTexts('screen');
  const { language } = useWording();
  const last = plan?.last ?? null;
  if (last === null || !isOutOfUse(last)) return null;
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${last.signedOn}T00:00:00Z`),
  );
  return { title: t('lesson.outOfUse'), reason: t('lesson.outOfUseBy', { day, number: last.number }) };
}
