import { useEffect, useState } from 'react';
import type { Finding } from '../../../../shared/domain/finding.ts';
import { useClient } from '../../connection/context.ts';
import type { Assessment } from '../assessment/assessment.ts';

interface CodesOfRun {
  readonly run: string;
  readonly codes: readonly (string | null)[];
}

/** @returns the fault code of a finding; null without one, as in the live state, which is no record. */
export function useFaultCodes({
  run,
  findings,
}: Pick<Assessment, 'run' | 'findings'>): (finding: Finding) => string | null {
  const client = useClient();
  const [known, setKnown] = useState<CodesOfRun | null>(null);
  useEffect(() => {
    if (run === null) return;
    const ask = async () => {
      const answer = await client.codes.ofRun({ run });
      if (answer.ok) setKnown({ run, codes: answer.value });
    };
    // A problem without a code is still a problem told in words.
    ask().catch(() => undefined);
  }, [client, run]);
  return (finding) => (known?.run === run ? (known?.codes[findings.indexOf(finding)] ?? null) : null);
}
