import { Button, FileButton, Group, Stack, Text } from '@mantine/core';
import { Notice } from '../../components/Notice.tsx';
import { type DragEvent, useState } from 'react';
import type { CheckRun } from '../../../../shared/domain/check-run.ts';
import type { Finding } from '../../../../shared/domain/finding.ts';
import type { Problem } from '../../../../shared/domain/problem.ts';
import { NOT_IN_REPORT, REPORT_NAMES, type ReportMark } from '../../../../shared/domain/text-report.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { useClient } from '../../connection/use-connection.ts';
import { MAX_SENT_TEXT_BYTES, readUpload } from '../../connection/files.ts';
import { useTexts, useWording } from '../../language/use-texts.ts';
import { AssessmentView } from '../assessment/AssessmentView.tsx';
import { assessmentOfSent } from '../assessment/assessment.ts';

/** A text that somebody sent, from the choice of the file to what came of it. */
export interface SentTextControl {
  readonly run: CheckRun | null;
  readonly problem: Problem | null;
  readonly isReading: boolean;
  readonly judge: (file: File) => Promise<void>;
  readonly close: () => void;
}

export function useSentText(): SentTextControl {
  const client = useClient();
  const [run, setRun] = useState<CheckRun | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isReading, setReading] = useState(false);
  return {
    run,
    problem,
    isReading,
    async judge(file) {
      setReading(true);
      setProblem(null);
      try {
        const upload = await readUpload(file, MAX_SENT_TEXT_BYTES);
        const judged = upload.ok ? await client.check.judgeSent(upload.value) : upload;
        if (judged.ok) setRun(judged.value);
        else setProblem(judged.problem);
      } finally {
        setReading(false);
      }
    },
    close() {
      setRun(null);
    },
  };
}

/** Where a file is dropped or chosen. */
export function SentTextDrop({ sent }: { readonly sent: SentTextControl }) {
  const t = useTexts('records');
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file !== undefined) void sent.judge(file);
  };
  return (
    // A file may be dropped anywhere on it; the button does the same.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className="card sent-drop"
      aria-labelledby="sent-heading"
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <h3 id="sent-heading">{t('sent.heading')}</h3>
      <p className="muted">{t('sent.drop', { kinds: Object.values(REPORT_NAMES).join(t('terms:listSeparator')) })}</p>
      <FileButton onChange={(file) => file !== null && void sent.judge(file)} disabled={sent.isReading}>
        {(props) => (
          <Button variant="default" {...props} loading={sent.isReading}>
            {t('sent.choose')}
          </Button>
        )}
      </FileButton>
      <ProblemAlert problems={sent.problem === null ? [] : [sent.problem]} />
    </section>
  );
}

/** What came of it; never to be taken for this PC. */
export function SentTextResult({ run, onClose }: { readonly run: CheckRun; readonly onClose: () => void }) {
  const t = useTexts('records');
  const wording = useWording();
  const untold = new Set(run.findings.filter(isUntold).map((it) => wording.finding(it, run.devices).name));
  const { report } = run.snapshot;
  return (
    <Stack gap="md">
      <Notice tone="info" role="note" title={t('sent.notThisPc')}>
        {report !== undefined && <ReportNotes report={report} />}
        {untold.size > 0 && <Text>{t('sent.untold', { checks: wording.list([...untold]) })}</Text>}
      </Notice>
      <AssessmentView
        assessment={assessmentOfSent(run, (finding) => !isUntold(finding))}
        onCheck={null}
        actions={<Button onClick={onClose}>{t('sent.close')}</Button>}
      />
    </Stack>
  );
}

/** Open because the text does not hold what it takes: there is nothing to do about each. */
const isUntold = ({ cause, evidence }: Finding): boolean =>
  cause === 'probe-failed' && evidence['code'] === NOT_IN_REPORT;

function ReportNotes({ report }: { readonly report: ReportMark }) {
  const t = useTexts('records');
  const { list } = useWording();
  const kinds = list(report.kinds.map((kind) => REPORT_NAMES[kind]));
  return (
    <Group gap={4} display="block">
      <Text>{t('sent.from', { kinds, file: report.file })}</Text>
      {report.unproven && <Text>{t('sent.unproven')}</Text>}
      {report.gaps.map((gap) => (
        <Text key={gap}>{t(`sent.gap.${gap}`)}</Text>
      ))}
      {!report.dated && <Text>{t('sent.undated')}</Text>}
    </Group>
  );
}
