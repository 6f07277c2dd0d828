import { ActionIcon, Button, Group, NativeSelect, Text, Title } from '@mantine/core';
import IconMinus from '@tabler/icons-react/icons/IconMinus';
import IconPlus from '@tabler/icons-react/icons/IconPlus';
import IconPrinter from '@tabler/icons-react/icons/IconPrinter';
import { useEffect, useState } from 'react';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import { type Language, LANGUAGES } from '../../../../../shared/domain/language.ts';
import { ProblemAlert } from '../../../components/ProblemAlert.tsx';
import { ShowPersonal } from '../../../components/ShowPersonal.tsx';
import { callProblem, settleCall } from '../../../connection/settle-call.ts';
import { useClient } from '../../../connection/use-connection.ts';
import { useTexts, useWording } from '../../../language/use-texts.ts';
import { useFocusedHeading } from '../session/focus.ts';
import { FileMenu, inLanguage } from './FileMenu.tsx';
import { PaperSkeleton, PdfPages } from './PdfPages.tsx';
import { printPages } from './print-pages.ts';

/** Window width in CSS px above which the whole page is shown at first. */
const WIDE = 900;
/** Widths of a page relative to the space there is. */
const WIDTHS = [0.5, 0.75, 1, 1.5] as const;

interface ReportViewProps {
  readonly id: string;
  /** Leads to the next step; null where there is none. */
  readonly onNext: (() => void) | null;
}

/** The printed report, page by page, and its files. */
export function ReportView({ id, onNext }: ReportViewProps) {
  const client = useClient();
  const t = useTexts('inspections');
  const { language } = useWording();
  const heading = useFocusedHeading();
  /** Null: as the report was made. */
  const [edition, setEdition] = useState<Language | null>(null);
  const [pdf, setPdf] = useState<string | null>(null);
  const [reveal, setReveal] = useState(false);
  const [printing, setPrinting] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [width, setWidth] = useState(() => (globalThis.innerWidth > WIDE ? 1 : 2));
  useEffect(() => {
    const ending = new AbortController();
    const typeset = async () => {
      setPdf(null);
      const file = await settleCall(() =>
        (reveal ? client.inspections.revealPages : client.inspections.pages)(
          { id, ...inLanguage(edition) },
          { signal: ending.signal },
        ),
      );
      if (ending.signal.aborted) return;
      setProblem(file.ok ? null : file.problem);
      setPdf(file.ok ? file.value.base64 : null);
    };
    void typeset();
    return () => ending.abort();
  }, [client, id, language, reveal, edition]);
  const print = async (base64: string) => {
    setPrinting(true);
    try {
      await printPages(base64);
    } catch (cause) {
      setProblem(callProblem(cause));
    }
    setPrinting(false);
  };
  return (
    <div className="report-view">
      <div className="report-tools">
        <Title order={3} ref={heading} tabIndex={-1}>
          {t('report.heading')}
        </Title>
        <NativeSelect
          aria-label={t('report.language')}
          size="md"
          value={edition ?? ''}
          onChange={(event) => setEdition(LANGUAGES.find((one) => one === event.currentTarget.value) ?? null)}
          data={[
            { value: '', label: t('report.ownLanguage') },
            ...LANGUAGES.map((one) => ({ value: one as string, label: t(`report.edition.${one}`) })),
          ]}
        />
        {!reveal && <ShowPersonal what="names" onShow={() => setReveal(true)} />}
        {pdf !== null && (
          <Group gap="xs" wrap="nowrap">
            <ActionIcon
              variant="default"
              disabled={width === 0}
              aria-label={t('report.smaller')}
              title={t('report.smaller')}
              onClick={() => setWidth(width - 1)}
            >
              <IconMinus size={20} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="default"
              disabled={width === WIDTHS.length - 1}
              aria-label={t('report.larger')}
              title={t('report.larger')}
              onClick={() => setWidth(width + 1)}
            >
              <IconPlus size={20} aria-hidden />
            </ActionIcon>
          </Group>
        )}
        <FileMenu id={id} edition={edition} />
        {pdf !== null && (
          <Button
            variant="default"
            leftSection={<IconPrinter size={20} aria-hidden />}
            loading={printing}
            onClick={() => void print(pdf)}
          >
            {t('report.print')}
          </Button>
        )}
        {onNext !== null && <Button onClick={onNext}>{t('report.next')}</Button>}
      </div>
      {problem !== null && (
        <>
          <ProblemAlert problems={[problem]} />
          <Text>{t('report.noPrinter')}</Text>
        </>
      )}
      {pdf === null && problem === null && <PaperSkeleton />}
      {pdf !== null && <PdfPages base64={pdf} share={WIDTHS[width] ?? 1} onProblem={setProblem} />}
    </div>
  );
}
