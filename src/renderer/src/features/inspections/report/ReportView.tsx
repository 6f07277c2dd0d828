import { Button, Group, Loader, NativeSelect, Text, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import { type Language, LANGUAGES } from '../../../../../shared/domain/language.ts';
import type { ReportFormat } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import { ProblemAlert } from '../../../components/ProblemAlert.tsx';
import { ShowPersonal } from '../../../components/ShowPersonal.tsx';
import { saveFile } from '../../../connection/files.ts';
import { settleCall } from '../../../connection/settle-call.ts';
import { useClient } from '../../../connection/use-connection.ts';
import { useTerms, useTexts, useWording } from '../../../language/use-texts.ts';
import { useFocusedHeading } from '../session/focus.ts';
import { PdfPages } from './PdfPages.tsx';

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
  const [problem, setProblem] = useState<Problem | null>(null);
  const [width, setWidth] = useState(() => (globalThis.innerWidth > WIDE ? 1 : 2));
  useEffect(() => {
    const ending = new AbortController();
    const print = async () => {
      setPdf(null);
      const file = await settleCall(() =>
        client.inspections.pages({ id, reveal, ...inLanguage(edition) }, { signal: ending.signal }),
      );
      if (ending.signal.aborted) return;
      setProblem(file.ok ? null : file.problem);
      setPdf(file.ok ? file.value.base64 : null);
    };
    void print();
    return () => ending.abort();
  }, [client, id, language, reveal, edition]);
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
        <FileButtons id={id} edition={edition} />
        {!reveal && <ShowPersonal what="names" onShow={() => setReveal(true)} />}
        {pdf !== null && (
          <Group gap="xs" wrap="nowrap">
            <Button variant="default" disabled={width === 0} onClick={() => setWidth(width - 1)}>
              {t('report.smaller')}
            </Button>
            <Button variant="default" disabled={width === WIDTHS.length - 1} onClick={() => setWidth(width + 1)}>
              {t('report.larger')}
            </Button>
          </Group>
        )}
        {onNext !== null && <Button onClick={onNext}>{t('report.next')}</Button>}
      </div>
      {problem !== null && (
        <>
          <ProblemAlert problems={[problem]} />
          <Text>{t('report.noPrinter')}</Text>
        </>
      )}
      {pdf === null && problem === null && (
        <Group>
          <Loader aria-hidden />
          <Text component="output">{t('report.printing')}</Text>
        </Group>
      )}
      {pdf !== null && <PdfPages base64={pdf} share={WIDTHS[width] ?? 1} onProblem={setProblem} />}
    </div>
  );
}

/** Nothing where the report is wanted as it was made. */
const inLanguage = (language: Language | null) => (language === null ? {} : { language });

const FORMATS = ['pdf', 'docx', 'xlsx', 'json'] as const satisfies readonly ReportFormat[];

interface FileButtonsProps {
  readonly id: string;
  /** Language of the files; null: as the report was made. */
  readonly edition?: Language | null;
}

/** Downloads of the report in each format. */
export function FileButtons({ id, edition = null }: FileButtonsProps) {
  const client = useClient();
  const t = useTexts('inspections');
  const term = useTerms();
  const [busy, setBusy] = useState<ReportFormat | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const download = async (format: ReportFormat) => {
    setBusy(format);
    const file = await settleCall(() => client.inspections.document({ id, format, ...inLanguage(edition) }));
    setBusy(null);
    setProblem(file.ok ? null : file.problem);
    if (file.ok) saveFile(file.value);
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
            onClick={() => void download(format)}
          >
            {t('report.keep', { format: term(`format.${format}`) })}
          </Button>
        ))}
      </Group>
      <ProblemAlert problems={problem === null ? [] : [problem]} />
    </div>
  );
}
