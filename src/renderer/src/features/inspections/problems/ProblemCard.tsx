import { Button, Group, List, NativeSelect, Paper, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import type { InspectionProblem, ProblemDecision } from '../../../../../shared/domain/inspection/inspection-problem.ts';
import { ownerSchema } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import { useClient } from '../../../connection/context.ts';
import { useWording } from '../../../language/wording-context.ts';
import { Trouble } from '../../../shell/Trouble.tsx';
import type { Spot } from '../session/cells.ts';
import type { SessionControl } from '../session/use-session.ts';
import { useSaid, useSubjectName, useTell, useTerm } from '../words.ts';
import { useReportRequest } from './use-report-request.ts';

const SETTLED_MS = 500;

interface ProblemCardProps {
  readonly control: SessionControl;
  readonly problem: InspectionProblem;
  readonly onOpen: (spot: Spot) => void;
}

/** One problem: how bad, where, what was found; owner, deadline and action to be changed, saved at once. */
export function ProblemCard({ control, problem, onOpen }: ProblemCardProps) {
  const client = useClient();
  const tell = useTell();
  const term = useTerm();
  const said = useSaid();
  const name = useSubjectName();
  const { labelled } = useWording();
  const { id } = control.session.header;
  const { item, severity, since, subjects, found, owner, request } = problem;
  const [action, setAction] = useState(said(problem.action));
  const [deadline, setDeadline] = useState(problem.deadline);
  const [trouble, setTrouble] = useState<Problem | null>(null);
  const report = useReportRequest(control, item, setTrouble);
  const decide = async (decision: Omit<ProblemDecision, 'item'>) =>
    setTrouble(await control.touch(() => client.inspections.decideProblem({ id, decision: { item, ...decision } })));
  const decideAction = useDebouncedCallback((text: string) => void decide({ action: text.trim() }), {
    delay: SETTLED_MS,
    flushOnUnmount: true,
  });
  return (
    <Paper withBorder p="md" component="section" aria-label={said(problem.text)}>
      <Stack gap="sm">
        <Title order={4}>{tell('problems.title', { no: problem.no, text: said(problem.text) })}</Title>
        <Group gap="md">
          <Text fw={700} className={`severity-${severity}`}>
            {term(`severity.${severity}`)}
          </Text>
          <Text>{term(`since.${since}`)}</Text>
          <Text>{tell('problems.impact', { impact: said(problem.impact) })}</Text>
        </Group>
        <List>
          {found.map((one) => (
            <List.Item key={`${one.subject} ${one.said.en}`} style={{ overflowWrap: 'anywhere' }}>
              {labelled(name(one.subject), said(one.said))}
            </List.Item>
          ))}
        </List>
        <Group gap="xs">
          {subjects.slice(0, 12).map((subject) => (
            <Button
              key={subject}
              variant="default"
              aria-label={tell('problems.openAt', { subject: name(subject), text: said(problem.text) })}
              onClick={() => onOpen({ item, subject })}
            >
              {name(subject)}
            </Button>
          ))}
        </Group>
        <Group align="flex-end">
          <NativeSelect
            label={tell('problems.owner')}
            size="lg"
            value={owner}
            onChange={(event) => {
              const chosen = ownerSchema.options.find((one) => one === event.currentTarget.value);
              if (chosen !== undefined) void decide({ owner: chosen });
            }}
            data={ownerSchema.options.map((one) => ({ value: one, label: term(`owner.${one}`) }))}
          />
          <TextInput
            label={tell('problems.deadline')}
            type="date"
            value={deadline}
            onChange={(event) => {
              const { value } = event.currentTarget;
              setDeadline(value);
              if (/^20\d\d-\d\d-\d\d$/.test(value)) void decide({ deadline: value });
            }}
          />
        </Group>
        <Textarea
          label={tell('problems.action')}
          size="lg"
          autosize
          minRows={2}
          maxLength={1000}
          value={action}
          onChange={(event) => {
            setAction(event.currentTarget.value);
            decideAction(event.currentTarget.value);
          }}
          onBlur={() => decideAction.flush()}
        />
        <Trouble problems={trouble === null ? [] : [trouble]} />
        {request === null ? (
          report !== null && (
            <Group>
              <Button
                variant="default"
                aria-label={tell('problems.reportNamed', { text: said(problem.text) })}
                onClick={() => void report()}
              >
                {tell('problems.report')}
              </Button>
            </Group>
          )
        ) : (
          <Text fw={600}>{tell('problems.reported', { number: request.number })}</Text>
        )}
      </Stack>
    </Paper>
  );
}
