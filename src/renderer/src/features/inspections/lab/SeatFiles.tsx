import { Button, FileButton, Group, List, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { subjectOfSeat } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import type { IntakeReport } from '../../../../../shared/inspection-contract.ts';
import { ProblemAlert } from '../../../components/ProblemAlert.tsx';
import { readUpload, saveFile, MAX_SMALL_FILE_BYTES } from '../../../connection/files.ts';
import { settleCall } from '../../../connection/settle-call.ts';
import { useClient } from '../../../connection/use-connection.ts';
import type { SessionControl } from '../session/use-session.ts';
import { useTerms, useTexts, useWording } from '../../../language/use-texts.ts';
import { useSubjectName } from '../use-names.ts';

type Taken = { readonly file: string } & (
  | { readonly problem: Problem }
  | { readonly problem: null; readonly report: Pick<IntakeReport, 'result' | 'seat' | 'marks'> }
);

/** Files from the other PCs, several at once, each with what came of it; and this PC's own file. */
export function SeatFiles({ control }: { readonly control: SessionControl }) {
  const client = useClient();
  const t = useTexts('inspections');
  const term = useTerms();
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
      const handed = await readUpload(file, MAX_SMALL_FILE_BYTES);
      const result = handed.ok
        ? await settleCall(() => client.inspections.takeBundle({ id, ...handed.value }))
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
    const file = await settleCall(() => client.inspections.bundle());
    setBusy(false);
    setProblem(file.ok ? null : file.problem);
    if (file.ok) saveFile(file.value);
  };
  return (
    <Stack gap="sm">
      <Title order={3}>{t('intake.heading')}</Title>
      <Text>{t('intake.help')}</Text>
      <Group>
        <FileButton multiple onChange={(files) => void take(files)} accept=".json">
          {(props) => (
            <Button loading={busy} {...props}>
              {t('intake.choose')}
            </Button>
          )}
        </FileButton>
        <Button variant="default" disabled={busy} onClick={() => void makeOwn()}>
          {t('intake.own')}
        </Button>
      </Group>
      <ProblemAlert problems={problem === null ? [] : [problem]} />
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
                    t(`intake.${one.report.result}`, { file: one.file, seat: name(subjectOfSeat(one.report.seat)) }),
                    ...one.report.marks.map((mark) => term(`mark.${mark}`)),
                  ])
                : t('intake.refused', {
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
