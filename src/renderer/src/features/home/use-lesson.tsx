import { Button } from '@mantine/core';
import IconPlayerPlay from '@tabler/icons-react/icons/IconPlayerPlay';
import { type ReactNode, useEffect, useState } from 'react';
import type { LessonProgram } from '../../../../shared/contract.ts';
import type { Problem } from '../../../../shared/domain/problem.ts';
import { Notice } from '../../components/Notice.tsx';
import { useClient } from '../../connection/use-connection.ts';
import { useLocalized, useTexts, useWording } from '../../language/use-texts.ts';

interface Lesson {
  /** Null where no teaching program is published for this system. */
  readonly button: ReactNode;
  /** The question before it is started, or why it was not. */
  readonly notice: ReactNode;
}

/**
 * Starts the published teaching program.
 * @param doubt why it should not be started: it is asked once before it is. Null: nothing speaks against it.
 * @param isNext it is what comes next, and not one of several things.
 */
export function useLesson(doubt: string | null, isNext = false): Lesson {
  const client = useClient();
  const t = useTexts('screen');
  const wording = useWording();
  const localized = useLocalized();
  const [program, setProgram] = useState<LessonProgram | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [asking, setAsking] = useState(false);
  const [starting, setStarting] = useState(false);
  useEffect(() => {
    client.lesson.program().then(setProgram, () => undefined);
  }, [client]);
  if (program === null) return { button: null, notice: null };

  const start = async () => {
    setAsking(false);
    setStarting(true);
    const started = await client.lesson.start().finally(() => setStarting(false));
    setProblem(started.ok ? null : started.problem);
  };
  const ask = () => {
    setProblem(null);
    setAsking(!asking);
  };
  const words = problem === null ? null : wording.problem(problem);
  return {
    button: (
      <Button
        variant={isNext && doubt === null ? 'filled' : 'default'}
        loading={starting}
        leftSection={<IconPlayerPlay size={20} aria-hidden />}
        title={localized(program.name)}
        onClick={() => (doubt === null ? void start() : ask())}
      >
        {t('lesson.start')}
      </Button>
    ),
    notice:
      asking && doubt !== null ? (
        <Notice
          tone="attention"
          role="alert"
          title={doubt}
          action={
            <Button variant="default" onClick={() => void start()}>
              {t('lesson.anyway')}
            </Button>
          }
        />
      ) : words === null ? null : (
        <Notice tone="attention" role="alert" title={words.title} onClose={() => setProblem(null)}>
          {words.next}
        </Notice>
      ),
  };
}
