import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { Notice } from '../../../components/Notice.tsx';
import { useState } from 'react';
import type { InspectionRecord } from '../../../../../shared/domain/inspection/inspection-record.ts';
import type { InspectionSession } from '../../../../../shared/domain/inspection/inspection-session.ts';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import { PageTabs } from '../../../components/PageTabs.tsx';
import { ProblemAlert } from '../../../components/ProblemAlert.tsx';
import { QrPicture } from '../../../components/QrPicture.tsx';
import { ShowPersonal } from '../../../components/ShowPersonal.tsx';
import { settleCall } from '../../../connection/settle-call.ts';
import { useClient } from '../../../connection/use-connection.ts';
import { useTerms, useTexts } from '../../../language/use-texts.ts';
import { formatTime } from '../../assessment/assessment.ts';
import { GridView } from '../grid/GridView.tsx';
import type { InspectionViewName } from '../../../shell/place.ts';
import { RectificationView } from '../rectification/RectificationView.tsx';
import { FileButtons, ReportView } from '../report/ReportView.tsx';
import { useReport } from '../report/use-report.ts';
import { CountsLine } from '../session/CountsLine.tsx';
import { cellsByKey } from '../session/cells.ts';
import { useFocusedHeading } from '../session/focus.ts';
import { BOX } from '../sign/strokes.ts';
import { usePeriodName } from '../use-names.ts';
import { HandInReport } from './HandInReport.tsx';
import { Supplements } from './Supplements.tsx';

const SECTIONS = ['record', 'report', 'grid', 'rectification'] as const;

interface RecordViewProps {
  readonly session: InspectionSession;
  readonly view: InspectionViewName;
  readonly onLeave: () => void;
}

/** A signed inspection. Nothing in it can be changed; corrections are supplements. */
export function RecordView({ session, view, onLeave }: RecordViewProps) {
  const t = useTexts('inspections');
  const term = useTerms();
  const periodName = usePeriodName();
  const heading = useFocusedHeading();
  const [section, setSection] = useState<(typeof SECTIONS)[number]>(
    view === 'rectification' ? 'rectification' : 'record',
  );
  const [changed, setChanged] = useState<InspectionRecord | null>(null);
  const { header, notes, counts, cells } = session;
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
    <Stack gap="md">
      <Group justify="space-between" align="flex-start">
        <div>
          <Title order={2} ref={heading} tabIndex={-1}>
            {t('record.heading', { number: header.number })}
          </Title>
          <Text>
            {t('session.about', {
              school: header.lab.school,
              lab: header.lab.lab,
              number: t('session.heading', {
                kind: term(`kind.${header.period.kind}`),
                period: periodName(header.period.label),
              }),
            })}
          </Text>
          {notes.conclusion !== null && (
            <Text fz={24} fw={700} className="capital">
              {term(`conclusion.${notes.conclusion.decided}`)}
            </Text>
          )}
          <CountsLine counts={counts} />
          {header.demo && <Text fw={700}>{t('screen:history.demo')}</Text>}
        </div>
        <Button variant="default" onClick={onLeave}>
          {t('session.leave')}
        </Button>
      </Group>
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
          {record.problem === null ? (
            <Notice tone="done">{t('record.intact')}</Notice>
          ) : (
            <ProblemAlert problems={[record.problem]} />
          )}
          {readable === null && <ShowPersonal what="names" onShow={() => void show()} />}
          <RecordSignature record={record} />
          <HandInReport id={header.id} record={record} />
          <FileButtons id={header.id} />
          <Supplements id={header.id} record={record} onChanged={supplemented} />
        </>
      )}
      {section === 'report' && <ReportView id={header.id} onNext={null} />}
      {section === 'rectification' && <RectificationView session={session} />}
      {section === 'grid' && <GridView session={session} cells={cellsByKey(cells)} onOpen={null} />}
    </Stack>
  );
}

/** A hash in groups of eight digits, which people can compare. */
const groupDigits = (hash: string): string => hash.match(/.{1,8}/g)?.join(' ') ?? hash;

/** What is printed on the paper for verification, and who signed. */
function RecordSignature({ record: { seal, signatures, position, qr } }: { readonly record: InspectionRecord }) {
  const t = useTexts('inspections');
  const term = useTerms();
  return (
    <Group align="flex-start" gap="xl">
      <QrPicture text={qr} label={t('record.qr', { number: seal.number })} side={200} />
      <Stack gap={4} flex="1 1 18rem">
        <Text>{t('record.signedAt', { time: formatTime(seal.signedAt), position })}</Text>
        <Text>{t('record.sha256')}</Text>
        <Text ff="monospace" style={{ overflowWrap: 'anywhere' }}>
          {groupDigits(seal.sha256)}
        </Text>
        <Text style={{ overflowWrap: 'anywhere' }}>{t('record.key', { key: seal.keyId })}</Text>
        {signatures.map(({ role, name, method, strokes }) => (
          <div key={role}>
            <Text fw={600}>
              {t('record.signature', {
                role: term(`role.${role}`),
                name,
                method: term(`signatureMethod.${method}`),
              })}
            </Text>
            {strokes !== null && (
              <svg
                viewBox={`0 0 ${BOX.width} ${BOX.height}`}
                className="signature-picture"
                // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an inline SVG is a picture only by its role
                role="img"
                aria-label={t('record.drawn', { role: term(`role.${role}`) })}
              >
                <path d={strokes} />
              </svg>
            )}
          </div>
        ))}
      </Stack>
    </Group>
  );
}
