import { useEffect, useState } from 'react';
import { Notice } from '../../components/Notice.tsx';
import { useClient, useConnectionCount } from '../../connection/use-connection.ts';
import { useTexts } from '../../language/use-texts.ts';
import { isOutOfUse } from '../inspections/plan/last-inspection.ts';

/** Beside what begins a lesson: the last inspection took this lab out of use. It hinders nobody. */
export function OutOfUseNotice() {
  const client = useClient();
  const connection = useConnectionCount();
  const t = useTexts('screen');
  const [number, setNumber] = useState<string | null>(null);
  useEffect(() => {
    let isCurrent = true;
    client.inspections.plan().then(
      (plan) => {
        if (isCurrent) setNumber(plan.ok && isOutOfUse(plan.value.last) ? (plan.value.last?.number ?? null) : null);
      },
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [client, connection]);
  return number === null ? null : <Notice tone="attention">{t('lesson.outOfUse', { number })}</Notice>;
}
