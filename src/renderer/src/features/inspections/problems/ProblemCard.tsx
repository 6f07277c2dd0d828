import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { InspectionProblem } from '../../../../../shared/domain/inspection/inspection-session.ts';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import { useWording } from '../../../language/wording-context.ts';
import { Trouble } from '../../../shell/Trouble.tsx';
import type { Spot } from '../session/cells.ts';
import type { SessionControl } from '../session/use-session.ts';
import { useSaid, useSubjectName, useTell, useTerm } from '../words.ts';
import { ProblemFields } from './ProblemFields.tsx';
import { useReportRequest } from './use-report-request.ts';

/** Subjects that are listed one by one; the grid shows more. */
const MOST_LISTED = 12;

interface ProblemCardProps {
  readonly control: SessionControl;
  readonly problem: InspectionProblem;
  readonly onOpen: (spot: Spot) => void;
}

/** One problem: how bad, where, what was found, who acts until when; to be changed, and to be reported. */
export function ProblemCard({ control, problem, onOpen }: ProblemCardProps) {
  const tell = useTell();
  const term = useTerm();
  const said = useSaid();
  const name = useSubjectName();
  const { t } = useWording();
  const { item, severity, since, subjects, found, owner, deadline, request } = problem;
  const [changing, setChanging] = useState(false);
  const [trouble, setTrouble] = useState<Problem | null>(null);
  const report = useReportRequest(control, item, setTrouble);
  const text = said(problem.text);
  return (
    <Paper withBorder p="md" component="section" aria-label={text}>
      <Stack gap="xs">
        <Group gap="md" align="baseline">
          <Title order={4}>{tell('problems.title', { no: problem.no, text })}</Title>
          <Text fw={700} className={`severity-${severity}`}>
            {term(`severity.${severity}`)}
          </Text>
          <Text>{term(`since.${since}`)}</Text>
        </Group>
        <ul className="inspection-found-at">
          {subjects.slice(0, MOST_LISTED).map((subject) => (
            <li key={subject}>
              <Button
                variant="default"
                aria-label={tell('problems.openAt', { subject: name(subject), text })}
                onClick={() => onOpen({ item, subject })}
              >
                {name(subject)}
              </Button>
              <span>
                {found
                  .filter((one) => one.subject === subject)
                  .map((one) => said(one.said))
                  .join(t('inspections:report.then'))}
              </span>
            </li>
          ))}
        </ul>
        {subjects.length > MOST_LISTED && (
          <Text>{tell('problems.more', { count: subjects.length - MOST_LISTED })}</Text>
        )}
        <Text>{tell('problems.impact', { impact: said(problem.impact) })}</Text>
        {changing ? (
          <ProblemFields control={control} problem={problem} onTrouble={setTrouble} />
        ) : (
          <>
            <Text style={{ overflowWrap: 'anywhere' }}>
              {tell('problems.actionIs', { action: said(problem.action) })}
            </Text>
            <Text fw={600}>{tell('problems.decided', { owner: term(`owner.${owner}`), deadline })}</Text>
          </>
        )}
        <Trouble problems={trouble === null ? [] : [trouble]} />
        <Group gap="xs">
          <Button
            variant="default"
            aria-expanded={changing}
            aria-label={tell(changing ? 'problems.doneNamed' : 'problems.changeNamed', { text })}
            onClick={() => setChanging(!changing)}
          >
            {tell(changing ? 'problems.done' : 'problems.change')}
          </Button>
          {request !== null && <Text fw={600}>{tell('problems.reported', { number: request.number })}</Text>}
          {request === null && report !== null && (
            <Button variant="default" aria-label={tell('problems.reportNamed', { text })} onClick={() => void report()}>
              {tell('problems.report')}
            </Button>
          )}
        </Group>
      </Stack>
    </Paper>
  );
}
