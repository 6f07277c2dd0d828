import { Button, Title } from '@mantine/core';
import { useState } from 'react';
import type { InspectionRecord } from '../../../../../shared/domain/inspection/inspection-record.ts';
import type { InspectionSession } from '../../../../../shared/domain/inspection/inspection-session.ts';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import { PageTabs } from '../../../components/PageTabs.tsx';
import { ProblemAlert } from '../../../components/ProblemAlert.tsx';
import { ShowPersonal } from '../../../components/ShowPersonal.tsx';
import { settleCall } from '../../../connection/settle-call.ts';
import { useClient } from '../../../connection/use-connection.ts';
import { useTerms, useTexts } from '../../../language/use-texts.ts';
import { GridView } from '../grid/GridView.tsx';
import type { InspectionViewName } from '../../../shell/place.ts';
import { RectificationView } from '../rectification/RectificationView.tsx';
import { FileMenu } from '../report/FileMenu.tsx';
import { ReportView } from '../report/ReportView.tsx';
import { useReport } from '../report/use-report.ts';
import { cellsByKey } from '../session/cells.ts';
import { useFocusedHeading } from '../session/focus.ts';
import { usePeriodName } from '../use-names.ts';
import { HandInReport } from './HandInReport.tsx';
import { RecordSummary } from './RecordSummary.tsx';
import { Supplements } from './Supplements.tsx';
import './record.css';

const SECTIONS = ['record', 'report', 'grid', 'rectification'] as const;

interface RecordViewProps {
  readonly session: InspectionSession;
  readonly view: InspectionViewName;
  readonly onLeave: () => void;
  readonly onRecorded: () => void;
}

/** A signed inspection. Nothing in it can be changed; corrections are supplements. */
export function RecordView({ session, view, onLeave, onRecorded }: RecordViewProps) {
  const t = useTexts('inspections');
  const term = useTerms();
  const periodName = usePeriodName();
  const heading = useFocusedHeading();
  const [section, setSection] = useState<(typeof SECTIONS)[number]>(
    view === 'rectification' ? 'rectification' : 'record',
  );
  const [changed, setChanged] = useState<InspectionRecord | null>(null);
  const { header, cells } = session;
  const { shown, problem } = useReport(header.id, null);
  const isIncomplete = shown?.report.toInspect !== undefined && shown.report.conclusion.decided !== 'passed';
  /** With names and drawn signatures. */
  const [readable, setReadable] = useState<InspectionRecord | null>(null);
  const [refused, setRefused] = useState<Problem | null>(null);
  const masked = changed ?? shown?.record ?? null;
  const record = readable ?? masked;
  const client = useClient();
  const show = async () => {
    const people = await settleCall(() => client.inspections.revealPeople({ id: header.id }));
    setRefused(people.ok ? null : people.problem);
    if (people.ok) setReadable(people.value.record);
  };
  const supplemented = (now: InspectionRecord) => {
    setChanged(now);
    setReadable(null);
  };
  return (
    <div className="record-view">
      <header className="record-head">
        <div>
          <Title order={2} ref={heading} tabIndex={-1}>
            {t('record.heading', { number: header.number })}
          </Title>
          <p className="muted">
            {t('session.about', {
              school: header.lab.school,
              lab: header.lab.lab,
              number: t('session.heading', {
                kind: term(`kind.${header.period.kind}`),
                period: periodName(header.period.label),
              }),
            })}
            {header.demo && <strong>{` · ${t('screen:history.demo')}`}</strong>}
          </p>
        </div>
        <Button variant="default" onClick={onLeave}>
          {t('session.leave')}
        </Button>
      </header>
      <PageTabs
        label={t('session.views')}
        tabs={SECTIONS.filter((name) => name !== 'rectification' || session.problems.length > 0 || isIncomplete)}
        current={section}
        nameOf={(name) =>
          t(name === 'record' ? 'record.part' : name === 'rectification' ? 'rectification.heading' : `views.${name}`)
        }
        onTab={setSection}
      />
      <ProblemAlert problems={[problem, refused].filter((one) => one !== null)} />
      {section === 'record' && record !== null && (
        <>
          <RecordSummary session={session} record={record}>
            <FileMenu id={header.id} />
            {readable === null && <ShowPersonal what="names" onShow={() => void show()} />}
          </RecordSummary>
          <div className="record-cards">
            <HandInReport id={header.id} record={record} />
            <Supplements id={header.id} record={record} onChanged={supplemented} />
          </div>
        </>
      )}
      {section === 'report' && <ReportView id={header.id} onNext={null} />}
      {section === 'rectification' && <RectificationView session={session} onRecorded={onRecorded} />}
      {section === 'grid' && <GridView session={session} cells={cellsByKey(cells)} onOpen={null} />}
    </div>
  );
}
