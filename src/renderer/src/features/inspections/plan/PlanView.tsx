import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import type { InspectionPlan } from '../../../../../shared/domain/inspection/inspection-plan.ts';
import type { InspectionKind } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import { periodName } from '../../../../../shared/civil-period.ts';
import { useWording } from '../../../language/wording-context.ts';
import { PlanTable } from './PlanTable.tsx';
import { entryOfNow } from './plan-now.ts';
import { usePlanTexts } from './use-plan-texts.ts';

interface PlanViewProps {
  readonly plan: InspectionPlan;
  readonly onStart: (kind: InspectionKind) => void;
  readonly onOpen: (id: string) => void;
  readonly onCalendarFile: () => void;
  /** To where the teacher's use is filled in. */
  readonly onSetUp: () => void;
}

/** What is due now, the level it follows from, and every period of the last year and the next one. */
export function PlanView({ plan, onStart, onOpen, onCalendarFile, onSetUp }: PlanViewProps) {
  const { t } = useWording();
  const planText = usePlanTexts();
  const now = entryOfNow(plan);
  const kind = plan.entries[0]?.period.kind ?? null;
  const planned = plan.level.level !== null;
  return (
    <Stack gap="md">
      <Title order={3}>{planText('heading')}</Title>
      <Alert color={!planned || now?.state === 'due' || now?.state === 'missed' ? 'orange' : 'indigo'} variant="light">
        <Text fw={600} c="#1a2233">
          {!planned
            ? planText('levelUnknown')
            : now === null
              ? planText(kind === null ? 'onRequest' : 'now.nothing')
              : planText(`now.${now.state}`, {
                  period: periodName(now.period.label, t),
                  to: now.period.to,
                  due: now.due,
                  number: now.inspection?.number,
                })}
        </Text>
      </Alert>
      <Group>
        {now?.state === 'under-way' && now.inspection !== null && (
          <Button onClick={() => onOpen(now.inspection!.id)}>
            {planText('open', { number: now.inspection.number })}
          </Button>
        )}
        {kind !== null && now?.state !== 'under-way' && (
          <Button variant={now?.state === 'done' ? 'default' : 'filled'} onClick={() => onStart(kind)}>
            {planText(`start.${kind}`)}
          </Button>
        )}
        {planned ? (
          <Button variant="default" onClick={() => onStart('on-request')}>
            {planText('start.on-request')}
          </Button>
        ) : (
          <Button variant="default" onClick={onSetUp}>
            {planText('fillIn')}
          </Button>
        )}
        {kind !== null && (
          <Button variant="default" onClick={onCalendarFile}>
            {planText('calendarFile')}
          </Button>
        )}
      </Group>
      <LevelWords plan={plan} />
      {kind !== null && <PlanTable plan={plan} onOpen={onOpen} />}
    </Stack>
  );
}

/** The service level with the row of the published table that decided it. */
function LevelWords({ plan: { level: decision, entries } }: { readonly plan: InspectionPlan }) {
  const { t, language } = useWording();
  const planText = usePlanTexts();
  const { level, row, use, outdated } = decision;
  if (level === null) return null;
  const kind = entries[0]?.period.kind;
  const lines = [
    planText('level', { level: t(`requests:terms.level.${level}`) }),
    row === null ? planText('byHand') : planText('because', { reason: row.reason[language] }),
    ...(kind === undefined || kind === 'on-request' ? [] : [planText(`every.${kind}`)]),
    ...(outdated && use !== null ? [planText('outdated', { quarter: periodName(use.quarter, t) })] : []),
  ];
  return (
    <div>
      {lines.map((line) => (
        <Text key={line}>{line}</Text>
      ))}
    </div>
  );
}
