import { Button } from '@mantine/core';
import IconPlayerPlay from '@tabler/icons-react/icons/IconPlayerPlay';
import { useEffect, useState } from 'react';
import type { LessonProgram } from '../../../../shared/contract.ts';
import type { Problem } from '../../../../shared/domain/problem.ts';
import { Notice } from '../../components/Notice.tsx';
import { OutOfUseNotice } from './OutOfUseNotice.tsx';
import { useClient } from '../../connection/use-connection.ts';
import { useLocalized, useTexts, useWording } from '../../language/use-texts.ts';

/**
 * Starts the published teaching program; nothing where none is published for this system.
 * @param isNext it is what comes next, and not one of several things.
 */
export function StartLesson({ isNext = false }: { readonly isNext?: boolean }) {
  const client = useClient();
  const t = useTexts('screen');
  const wording = useWording();
  const localized = useLocalized();
  const [program, setProgram] = useState<LessonProgram | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [starting, setStarting] = useState(false);
  useEffect(() => {
    client.lesson.program().then(setProgram, () => undefined);
  }, [client]);
  if (program === null) return null;

  const start = async () => {
    setStarting(true);
    const started = await client.lesson.start().finally(() => setStarting(false));
    setProblem(started.ok ? null : started.problem);
  };
  const words = problem === null ? null : wording.problem(problem);
  return (
    <>
      <Button
        variant={isNext ? 'filled' : 'default'}
        loading={starting}
        leftSection={<IconPlayerPlay size={20} aria-hidden />}
        title={localized(program.name)}
        onClick={() => void start()}
      >
        {t('lesson.start')}
      </Button>
      <OutOfUseNotice />
      {words !== null && (
        <Notice tone="attention" role="alert" title={words.title} onClose={() => setProblem(null)}>
          {words.next}
        </Notice>
      )}
    </>
  );
}
