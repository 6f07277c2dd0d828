import { Button } from '@mantine/core';
import IconDownload from '@tabler/icons-react/icons/IconDownload';
import { useEffect, useRef, useState } from 'react';
import type { Problem } from '../../../../shared/domain/problem.ts';
import type { RunFilter } from '../../../../shared/domain/run-filter.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { saveFile } from '../../connection/files.ts';
import { useClient } from '../../connection/use-connection.ts';
import { useTexts } from '../../language/use-texts.ts';

const FORMATS = ['csv', 'json'] as const;

/** Everything that is looked for in one file, not only what is on the screen. Making it takes a while, and can be ended. */
export function RunsExport({ filter }: { readonly filter: RunFilter }) {
  const client = useClient();
  const t = useTexts('records');
  const [making, setMaking] = useState<AbortController | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [said, setSaid] = useState('');
  const unfinished = useRef<AbortController | null>(null);
  useEffect(() => () => unfinished.current?.abort(), []);
  const make = async (format: (typeof FORMATS)[number]) => {
    const own = new AbortController();
    unfinished.current = own;
    setMaking(own);
    setProblem(null);
    setSaid('');
    try {
      const file = await client.runs.exportFile({ filter, format }, { signal: own.signal });
      setProblem(file.ok ? null : file.problem);
      if (!file.ok) return;
      setSaid(t('list.exported', { file: file.value.fileName }));
      saveFile(file.value);
    } catch (cause) {
      if (!own.signal.aborted) throw cause;
      setSaid(t('list.exportEnded'));
    } finally {
      setMaking(null);
    }
  };
  return (
    <div className="records-export">
      <output className="muted">{making === null ? said : t('list.exporting')}</output>
      {making === null ? (
        FORMATS.map((format) => (
          <Button
            key={format}
            variant="default"
            leftSection={<IconDownload size={18} aria-hidden />}
            onClick={() => void make(format)}
          >
            {t(`list.${format}`)}
          </Button>
        ))
      ) : (
        <>
          <progress aria-label={t('list.exporting')} />
          <Button variant="default" onClick={() => making.abort()}>
            {t('list.endExport')}
          </Button>
        </>
      )}
      <ProblemAlert problems={problem === null ? [] : [problem]} />
    </div>
  );
}
