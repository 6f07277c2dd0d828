import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import type { ReportFormat } from '../../../../../shared/inspection-contract.ts';
import { useClient } from '../../../connection/context.ts';
import { Trouble } from '../../../shell/Trouble.tsx';
import { keepFile } from '../../requests/keep-file.ts';
import { resultOfCall } from '../session/result-of-call.ts';
import { useTell, useTerm } from '../words.ts';

const FORMATS = ['pdf', 'docx', 'xlsx', 'json'] as const satisfies readonly ReportFormat[];

/** The report in each form, to be kept. */
export function FileButtons({ id }: { readonly id: string }) {
  const client = useClient();
  const tell = useTell();
  const term = useTerm();
  const [busy, setBusy] = useState<ReportFormat | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const keep = async (format: ReportFormat) => {
    setBusy(format);
    const file = await resultOfCall(() => client.inspections.document({ id, format }));
    setBusy(null);
    setProblem(file.ok ? null : file.problem);
    if (file.ok) keepFile(file.value);
  };
  return (
    <div>
      <Group gap="xs">
        {FORMATS.map((format) => (
          <Button
            key={format}
            variant="default"
            loading={busy === format}
            disabled={busy !== null && busy !== format}
            onClick={() => void keep(format)}
          >
            {tell('report.keep', { format: term(`format.${format}`) })}
          </Button>
        ))}
      </Group>
      <Trouble problems={problem === null ? [] : [problem]} />
    </div>
  );
}
