import { Button, FileButton, Group, List, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import type { IntakeReport } from '../../../../../shared/inspection-contract.ts';
import { subjectOfSeat } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import { useClient } from '../../../connection/context.ts';
import { useWording } from '../../../language/wording-context.ts';
import { Trouble } from '../../../shell/Trouble.tsx';
import { keepFile } from '../../requests/keep-file.ts';
import { handedFile, MOST_OF_A_SMALL_FILE } from '../handed-file.ts';
import { resultOfCall } from '../session/result-of-call.ts';
import type { SessionControl } from '../session/use-session.ts';
import { useSubjectName, useTell, useTerm } from '../words.ts';

type Taken = { readonly file: string } & (
  | { readonly problem: Problem }
  | { readonly problem: null; readonly report: Pick<IntakeReport, 'result' | 'seat' | 'marks'> }
);

/** Files from the other PCs, several at once, each with what came of it; and this PC's own file. */
export function IntakePart({ control }: { readonly control: SessionControl }) {
  const client = useClient();
  const tell = useTell();
  const term = useTerm();
  const wording = useWording();
  const name = useSubjectName();
  const [taken, setTaken] = useState<readonly Taken[]>([]);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { id } = control.session.header;

  const take = async (files: readonly File[]) => {
    setBusy(true);
    setTaken([]);
    for (const file of files) {
      const handed = await handedFile(file, MOST_OF_A_SMALL_FILE);
      const result = handed.ok
        ? await resultOfCall(() => client.inspections.takeBundle({ id, ...handed.value }))
        : handed;
      if (result.ok) control.replace(result.value.session);
      const entry: Taken = result.ok
        ? { file: file.name, problem: null, report: result.value }
        : { file: file.name, problem: result.problem };
      setTaken((now) => [...now, entry]);
    }
    setBusy(false);
  };
  const makeOwn = async () => {
    setBusy(true);
    const file = await resultOfCall(() => client.inspections.bundle());
    setBusy(false);
    setProblem(file.ok ? null : file.problem);
    if (file.ok) keepFile(file.value);
  };
  return (
    <Stack gap="sm">
      <Title order={3}>{tell('intake.heading')}</Title>
      <Text>{tell('intake.help')}</Text>
      <Group>
        <FileButton multiple onChange={(files) => void take(files)} accept=".json">
          {(props) => (
            <Button loading={busy} {...props}>
              {tell('intake.choose')}
            </Button>
          )}
        </FileButton>
        <Button variant="default" disabled={busy} onClick={() => void makeOwn()}>
          {tell('intake.own')}
        </Button>
      </Group>
      <Trouble problems={problem === null ? [] : [problem]} />
      <output aria-live="polite">
        <List>
          {taken.map((one) => (
            <List.Item
              key={one.file}
              style={{ overflowWrap: 'anywhere' }}
              {...(one.problem !== null && { c: '#a61e1e', fw: 600 })}
            >
              {one.problem === null
                ? wording.list([
                    tell(`intake.${one.report.result}`, { file: one.file, seat: name(subjectOfSeat(one.report.seat)) }),
                    ...one.report.marks.map((mark) => term(`mark.${mark}`)),
                  ])
                : tell('intake.refused', {
                    file: one.file,
                    reason: wording.problem(one.problem).title,
                    next: wording.problem(one.problem).next,
                  })}
            </List.Item>
          ))}
        </List>
      </output>
    </Stack>
  );
}
