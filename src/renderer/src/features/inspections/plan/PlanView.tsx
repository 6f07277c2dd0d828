import { Button, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { periodName } from '../../../../../shared/beijing-time.ts';
import type { InspectionPlan, PlanEntry } from '../../../../../shared/domain/inspection/inspection-plan.ts';
import { useTexts, useWording } from '../../../language/use-texts.ts';
import { findCurrentEntry, findNextEntry, isInspectionDue, nothingPlanned } from './current-entry.ts';
import { pendingOf } from './last-inspection.ts';

interface PlanViewProps {
  readonly plan: InspectionPlan;
  readonly onOpen: (id: string, view?: 'rectification') => void;
  readonly onCalendarFile: () => void;
  /** Opens the screen where the use of the suite is filled in. */
  readonly onSetUp: () => void;
  /** What begins an inspection. */
  readonly children: ReactNode;
}

/** What is due now, the service level behind it, and every period of the last year and the next one. */
export function PlanView({ plan, onOpen, onCalendarFile, onSetUp, children }: PlanViewProps) {
  const t = useTexts('plan');
  const now = findCurrentEntry(plan);
  const kind = plan.entries[0]?.period.kind ?? null;
  const planned = plan.level.level !== null;
  const next = now?.state === 'done' || now?.state === 'rectifying' ? findNextEntry(plan) : null;
  const tracked = now?.state === 'rectifying' ? now.inspection : pendingOf(plan.last) > 0 ? plan.last : null;
  return (
    <>
      <p className="plan-now" data-state={planned ? now?.state : 'missed'}>
        {!planned || now === null
          ? t(nothingPlanned(plan))
          : t(`now.${now.state}`, {
              period: periodName(now.period.label, t),
              to: now.period.to,
              due: now.due,
              number: now.inspection?.number,
              open: now.rectification?.open,
              toRecheck: now.rectification?.toRecheck,
              overdue: now.rectification?.overdue,
            })}
      </p>
      {next !== null && (
        <p className="plan-next">
          {t('next', { period: periodName(next.period.label, t), due: next.due, to: next.period.to })}
        </p>
      )}
      <div className="plan-actions">
        {now?.state === 'under-way' && now.inspection !== null && (
          <Button onClick={() => onOpen(now.inspection!.id)}>{t('open', { number: now.inspection.number })}</Button>
        )}
        {tracked !== null && (
          <Button
            variant={isInspectionDue(plan) || now?.state === 'under-way' ? 'default' : 'filled'}
            onClick={() => onOpen(tracked.id, 'rectification')}
          >
            {t('inspections:screens.rectification.heading')}
          </Button>
        )}
        {!planned && (
          <Button variant="default" onClick={onSetUp}>
            {t('fillIn')}
          </Button>
        )}
      </div>
      {children}
      <details className="plan-details">
        <summary>{t('table')}</summary>
        <LevelLines plan={plan} />
        {kind !== null && <PlanTable plan={plan} onOpen={onOpen} />}
        {kind !== null && (
          <Button variant="default" onClick={onCalendarFile}>
            {t('calendarFile')}
          </Button>
        )}
      </details>
    </>
  );
}

/** The service level with the row of the published table that decided it. */
function LevelLines({ plan: { level: decision, entries } }: { readonly plan: InspectionPlan }) {
  const { language } = useWording();
  const t = useTexts('plan');
  const { level, row, use, outdated } = decision;
  if (level === null) return null;
  const kind = entries[0]?.period.kind;
  const lines = [
    t('level', { level: t(`requests:terms.level.${level}`) }),
    row === null ? t('byHand') : t('because', { reason: row.reason[language] }),
    ...(kind === undefined || kind === 'on-request' ? [] : [t(`every.${kind}`)]),
    ...(outdated && use !== null ? [t('outdated', { quarter: periodName(use.quarter, t) })] : []),
  ];
  return (
    <div>
      {lines.map((line) => (
        <Text key={line}>{line}</Text>
      ))}
    </div>
  );
}

interface PlanTableProps {
  readonly plan: InspectionPlan;
  readonly onOpen: (id: string) => void;
}

/** Dark enough to be read on white; the text says the same. */
const COLOURS = {
  done: 'var(--color-ready)',
  rectifying: 'var(--color-usable)',
  'under-way': 'var(--color-accent)',
  due: 'var(--color-usable)',
  missed: 'var(--color-failed)',
  upcoming: 'var(--color-text-secondary)',
} as const satisfies Record<PlanEntry['state'], string>;

/** A row for each year, a column for each quarter or half-year. */
function PlanTable({ plan: { entries, today }, onOpen }: PlanTableProps) {
  const t = useTexts('plan');
  const columns =
    entries[0]?.period.kind === 'quarterly' ? (['Q1', 'Q2', 'Q3', 'Q4'] as const) : (['H1', 'H2'] as const);
  const byLabel = new Map(entries.map((entry) => [entry.period.label, entry]));
  const years = [...new Set(entries.map(({ period }) => period.label.slice(0, 4)))];
  return (
    <Table.ScrollContainer minWidth={columns.length * 170}>
      <Table withTableBorder withColumnBorders captionSide="top">
        <Table.Caption c="var(--color-text-secondary)" ta="left">
          {t('table')}
        </Table.Caption>
        <Table.Thead>
          <Table.Tr>
            {(['', ...columns] as const).map((column) => (
              <Table.Th key={column} scope="col">
                {column === '' ? t('year') : t(`column.${column}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {years.map((year) => (
            <Table.Tr key={year}>
              <Table.Th scope="row">{year}</Table.Th>
              {columns.map((column) => {
                const entry = byLabel.get(`${year}-${column}`);
                if (entry === undefined) return <Table.Td key={column}>{t('none')}</Table.Td>;
                const { state, due, inspection, period } = entry;
                const current = period.from <= today && today <= period.to;
                return (
                  <Table.Td key={column} {...(current && { bg: 'var(--color-accent-soft)', 'aria-current': 'date' })}>
                    <Text fw={600} c={COLOURS[state]}>
                      {t(`state.${state}`)}
                    </Text>
                    {state === 'upcoming' && <Text size="sm">{t('dueFrom', { due })}</Text>}
                    {inspection !== null && inspection.finishedOn !== null && (
                      <Text size="sm">{t('finishedOn', { date: inspection.finishedOn })}</Text>
                    )}
                    {inspection !== null && (
                      <Button variant="subtle" px={4} h="auto" mih={44} onClick={() => onOpen(inspection.id)}>
                        {t('open', { number: inspection.number })}
                      </Button>
                    )}
                  </Table.Td>
                );
              })}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
