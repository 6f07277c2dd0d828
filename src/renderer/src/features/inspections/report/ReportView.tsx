import { Button, Group, Loader, Stack, Text, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import { useClient } from '../../../connection/context.ts';
import { useWording } from '../../../language/wording-context.ts';
import { ShowPersonal } from '../../../shell/ShowPersonal.tsx';
import { Trouble } from '../../../shell/Trouble.tsx';
import { resultOfCall } from '../session/result-of-call.ts';
import { useFocusedHeading } from '../session/use-focused-heading.ts';
import { useTell } from '../words.ts';
import { FileButtons } from './FileButtons.tsx';
import { PdfPages } from './PdfPages.tsx';

/** From here on, in CSS pixels, a whole page beside its margins is read better. */
const WIDE = 900;
/** Width of a page on the screen, in parts of what there is. */
const WIDTHS = [0.5, 0.75, 1, 1.5] as const;

interface ReportViewProps {
  readonly id: string;
  /** Leads to the next step; null where there is none. */
  readonly onNext: (() => void) | null;
}

/** The printed report itself, page by page, and its files. */
export function ReportView({ id, onNext }: ReportViewProps) {
  const client = useClient();
  const tell = useTell();
  const { language } = useWording();
  const heading = useFocusedHeading();
  const [pdf, setPdf] = useState<string | null>(null);
  const [reveal, setReveal] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [width, setWidth] = useState(() => (globalThis.innerWidth > WIDE ? 1 : 2));
  useEffect(() => {
    const ending = new AbortController();
    const print = async () => {
      setPdf(null);
      const file = await resultOfCall(() => client.inspections.pages({ id, reveal }, { signal: ending.signal }));
      if (ending.signal.aborted) return;
      setProblem(file.ok ? null : file.problem);
      setPdf(file.ok ? file.value.base64 : null);
    };
    void print();
    return () => ending.abort();
  }, [client, id, language, reveal]);
  return (
    <Stack gap="md">
      <Title order={3} ref={heading} tabIndex={-1}>
        {tell('report.heading')}
      </Title>
      <FileButtons id={id} />
      {!reveal && <ShowPersonal what="names" onShow={() => setReveal(true)} />}
      {problem !== null && (
        <>
          <Trouble problems={[problem]} />
          <Text>{tell('report.noPrinter')}</Text>
        </>
      )}
      {pdf === null && problem === null && (
        <Group>
          <Loader aria-hidden />
          <Text component="output">{tell('report.printing')}</Text>
        </Group>
      )}
      {pdf !== null && (
        <>
          <Group gap="xs">
            <Button variant="default" disabled={width === 0} onClick={() => setWidth(width - 1)}>
              {tell('report.smaller')}
            </Button>
            <Button variant="default" disabled={width === WIDTHS.length - 1} onClick={() => setWidth(width + 1)}>
              {tell('report.larger')}
            </Button>
            {onNext !== null && <Button onClick={onNext}>{tell('report.next')}</Button>}
          </Group>
          <PdfPages base64={pdf} share={WIDTHS[width] ?? 1} onProblem={setProblem} />
        </>
      )}
    </Stack>
  );
}
