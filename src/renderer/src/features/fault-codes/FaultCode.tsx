import { Group, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Finding } from '../../../../shared/domain/finding.ts';
import { QrPicture } from '../../components/QrPicture.tsx';
import { useClient } from '../../connection/use-connection.ts';
import { useTexts } from '../../language/use-texts.ts';
import type { Assessment } from '../assessment/assessment.ts';

/** A fault code to read out, copy or scan. */
export function FaultCode({ code }: { readonly code: string }) {
  const t = useTexts('screen');
  return (
    <Group gap="md" className="fault-code">
      <QrPicture text={code} label={t('faultCode.qr', { code })} side={112} />
      <div>
        <Text c="var(--color-text-secondary)">{t('terms:faultCode.code')}</Text>
        <Text ff="monospace" fz="lg" fw={700}>
          {code}
        </Text>
      </div>
    </Group>
  );
}

interface CodesOfRun {
  readonly run: string;
  readonly codes: readonly (string | null)[];
}

/** @returns a function that gives the fault code of a finding; null without one, as always in the live state. */
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
    // Without codes the problems are still shown as text.
    ask().catch(() => undefined);
  }, [client, run]);
  return (finding) => (known?.run === run ? (known?.codes[findings.indexOf(finding)] ?? null) : null);
}
