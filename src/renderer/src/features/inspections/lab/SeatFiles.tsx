import { Button, FileButton, Group, Text, Title } from '@mantine/core';
import IconCircleCheck from '@tabler/icons-react/icons/IconCircleCheck';
import IconCircleX from '@tabler/icons-react/icons/IconCircleX';
import { useState } from 'react';
import { lacksReason } from '../../../../../shared/domain/inspection/cell.ts';
import { subjectOfSeat } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import type { IntakeReport } from '../../../../../shared/inspection-contract.ts';
import { ProblemAlert } from '../../../components/ProblemAlert.tsx';
import { MAX_SMALL_FILE_BYTES, readUpload, saveFile } from '../../../connection/files.ts';
import { settleCall } from '../../../connection/settle-call.ts';
import { useClient } from '../../../connection/use-connection.ts';
import { useTerms, useTexts, useWording } from '../../../language/use-texts.ts';
import type { SessionControl } from '../session/use-session.ts';
import { useSubjectName } from '../use-names.ts';

type Imported = { readonly file: string } & (
  | { readonly problem: Problem }
  | { readonly problem: null; readonly report: Pick<IntakeReport, 'result' | 'seat' | 'marks'> }
);

/** Imports files of other seats, several at once, each with its result; exports the file of this seat. */
export function SeatFiles({ control }: { readonly control: SessionControl }) {
  const client = useClient();
  const t = useTexts('inspections');
  const term = useTerms();
  const wording = useWording();
  const name = useSubjectName();
  const [imported, setImported] = useState<readonly Imported[]>([]);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { id } = control.session.header;

  const importFiles = async (files: readonly File[]) => {
    setBusy(true);
    setImported([]);
    for (const file of files) {
      const upload = await readUpload(file, MAX_SMALL_FILE_BYTES);
      const result = upload.ok
        ? await settleCall(() => client.inspections.takeBundle({ id, ...upload.value }))
        : upload;
      if (result.ok) control.replace(result.value.session);
      const entry: Imported = result.ok
        ? { file: file.name, problem: null, report: result.value }
        : { file: file.name, problem: result.problem };
      setImported((now) => [...now, entry]);
    }
    setBusy(false);
  };
  /** What was answered at a seat before its file came, and the program found otherwise. */
  const differing = (seat: string): string[] => {
    const count = [...control.cells.values()].filter(
      (cell) => cell.subject === subjectOfSeat(seat) && lacksReason(cell),
    ).length;
    return count === 0 ? [] : [t('intake.differing', { count })];
  };
  const exportOwn = async () => {
    setBusy(true);
    const file = await settleCall(() => client.inspections.bundle());
    setBusy(false);
    setProblem(file.ok ? null : file.problem);
    if (file.ok) saveFile(file.value);
  };
  return (
    <section className="card">
      <Title order={3}>{t('intake.heading')}</Title>
      <Text>{t('intake.help')}</Text>
      <Group>
        <FileButton multiple onChange={(files) => void importFiles(files)} accept=".json">
          {(props) => (
            <Button loading={busy} {...props}>
              {t('intake.choose')}
            </Button>
          )}
        </FileButton>
        <Button variant="default" disabled={busy} onClick={() => void exportOwn()}>
          {t('intake.own')}
        </Button>
      </Group>
      <ProblemAlert problems={problem === null ? [] : [problem]} />
      <output aria-live="polite">
        {imported.length > 0 && (
          <ul className="lab-files">
            {imported.map((one) => (
              <li key={one.file} data-refused={one.problem === null ? undefined : true}>
                {one.problem === null ? (
                  <IconCircleCheck size={22} aria-hidden />
                ) : (
                  <IconCircleX size={22} aria-hidden />
                )}
                <span>
                  {one.problem === null
                    ? wording.list([
                        t(`intake.${one.report.result}`, {
                          file: one.file,
                          seat: name(subjectOfSeat(one.report.seat)),
                        }),
                        ...one.report.marks.map((mark) => term(`mark.${mark}`)),
                        ...differing(one.report.seat),
                      ])
                    : t('intake.refused', {
                        file: one.file,
                        reason: wording.problem(one.problem).title,
                        next: wording.problem(one.problem).next,
                      })}
                </span>
              </li>
            ))}
          </ul>
        )}
      </output>
    </section>
  );
}
