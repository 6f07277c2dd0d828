import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { InspectionProblem } from '../../../../../shared/domain/inspection/inspection-session.ts';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import { ProblemAlert } from '../../../components/ProblemAlert.tsx';
import { settleCall } from '../../../connection/settle-call.ts';
import { useClient } from '../../../connection/use-connection.ts';
import { useLocalized, useTerms, useTexts } from '../../../language/use-texts.ts';
import { useReportProblem } from '../../requests/report-problem.ts';
import type { Spot } from '../session/cells.ts';
import { useFocusedHeading } from '../session/focus.ts';
import type { SessionControl } from '../session/use-session.ts';
import { useSubjectName } from '../use-names.ts';
import { ProblemFields } from './ProblemFields.tsx';

interface ProblemsViewProps {
  readonly control: SessionControl;
  readonly onOpen: (spot: Spot) => void;
}

/** What is abnormal, and who fixes it until when. */
export function ProblemsView({ control, onOpen }: ProblemsViewProps) {
  const t = useTexts('inspections');
  const heading = useFocusedHeading();
  const { problems } = control.session;
  return (
    <Stack gap="md">
      <Title order={3} ref={heading} tabIndex={-1}>
        {t('problems.heading', { count: problems.length })}
      </Title>
      {problems.length === 0 && <Text>{t('problems.none')}</Text>}
      {problems.map((problem) => (
        <ProblemCard key={problem.item} control={control} problem={problem} onOpen={onOpen} />
      ))}
    </Stack>
  );
}

/** Most subjects listed one by one; the grid shows all. */
const MAX_LISTED = 12;

interface ProblemCardProps {
  readonly control: SessionControl;
  readonly problem: InspectionProblem;
  readonly onOpen: (spot: Spot) => void;
}

/** One problem: severity, subjects, findings, owner and deadline; it can be edited and reported. */
export function ProblemCard({ control, problem, onOpen }: ProblemCardProps) {
  const t = useTexts('inspections');
  const term = useTerms();
  const localized = useLocalized();
  const name = useSubjectName();
  const { item, severity, since, subjects, found, owner, deadline, request } = problem;
  const [changing, setChanging] = useState(false);
  const [failure, setFailure] = useState<Problem | null>(null);
  const report = useReportRequest(control, item, setFailure);
  const text = localized(problem.text);
  return (
    <Paper withBorder p="md" component="section" aria-label={text}>
      <Stack gap="xs">
        <Group gap="md" align="baseline">
          <Title order={4}>{t('problems.title', { no: problem.no, text })}</Title>
          <Text fw={700} className={`severity-${severity}`}>
            {term(`severity.${severity}`)}
          </Text>
          <Text>{term(`since.${since}`)}</Text>
        </Group>
        <ul className="inspection-found-at">
          {subjects.slice(0, MAX_LISTED).map((subject) => (
            <li key={subject}>
              <Button
                variant="default"
                aria-label={t('problems.openAt', { subject: name(subject), text })}
                onClick={() => onOpen({ item, subject })}
              >
                {name(subject)}
              </Button>
              <span>
                {found
                  .filter((one) => one.subject === subject)
                  .map((one) => localized(one.said))
                  .join(t('inspections:report.then'))}
              </span>
            </li>
          ))}
        </ul>
        {subjects.length > MAX_LISTED && <Text>{t('problems.more', { count: subjects.length - MAX_LISTED })}</Text>}
        <Text>{t('problems.impact', { impact: localized(problem.impact) })}</Text>
        {changing ? (
          <ProblemFields control={control} problem={problem} onFailure={setFailure} />
        ) : (
          <>
            <Text style={{ overflowWrap: 'anywhere' }}>
              {t('problems.actionIs', { action: localized(problem.action) })}
            </Text>
            <Text fw={600}>{t('problems.decided', { owner: term(`owner.${owner}`), deadline })}</Text>
          </>
        )}
        <ProblemAlert problems={failure === null ? [] : [failure]} />
        <Group gap="xs">
          <Button
            variant="default"
            aria-expanded={changing}
            aria-label={t(changing ? 'problems.doneNamed' : 'problems.changeNamed', { text })}
            onClick={() => setChanging(!changing)}
          >
            {t(changing ? 'problems.done' : 'problems.change')}
          </Button>
          {request !== null && <Text fw={600}>{t('problems.reported', { number: request.number })}</Text>}
          {request === null && report !== null && (
            <Button variant="default" aria-label={t('problems.reportNamed', { text })} onClick={() => void report()}>
              {t('problems.report')}
            </Button>
          )}
        </Group>
      </Stack>
    </Paper>
  );
}

/** Opens the request form filled in from a problem; the filed request is linked to it. Null where nothing can be reported. */
function useReportRequest(
  control: SessionControl,
  item: string,
  onProblem: (problem: Problem | null) => void,
): (() => Promise<void>) | null {
  const client = useClient();
  const report = useReportProblem();
  const { id } = control.session.header;
  if (report === null) return null;
  return async () => {
    const draft = await settleCall(() => client.inspections.draftRequest({ id, item }));
    onProblem(draft.ok ? null : draft.problem);
    if (!draft.ok) return;
    report({
      draft: draft.value,
      async onFiled(request) {
        const linked = await settleCall(() => client.inspections.linkRequest({ id, item, request }));
        return linked.ok ? null : linked.problem;
      },
      from: { id, view: 'problems' },
    });
  };
}
