import { Button, Checkbox, UnstyledButton } from '@mantine/core';
import IconChevronRight from '@tabler/icons-react/icons/IconChevronRight';
import { type ReactNode, useState } from 'react';
import type { RecognisedDevice } from '../../../../shared/domain/device.ts';
import type { ProblemGroup } from '../../../../shared/summarize-findings.ts';
import { OutcomeIcon } from '../../components/OutcomeIcon.tsx';
import { typeset } from '../../language/typeset.ts';
import { useTexts, useWording } from '../../language/use-texts.ts';

const keyOf = ({ speaking }: ProblemGroup): string => `${speaking.check} ${speaking.cause} ${speaking.subject}`;

interface ProblemStepperProps {
  readonly problems: readonly ProblemGroup[];
  readonly devices: readonly RecognisedDevice[];
  /** Checks again; null where what is shown is not this PC as it is now. */
  readonly onCheck: (() => void) | null;
  readonly onEngineer: (problem: ProblemGroup) => void;
  /** Reports one problem; null where nothing can be reported from. */
  readonly onReport: ((problem: ProblemGroup) => void) | null;
  /** The open request about a problem, to be shown with it; null where there is none. */
  readonly reportedOf: (problem: ProblemGroup) => ReactNode;
  /** Which problem is open; what is drawn beside it follows. */
  readonly current: number;
  readonly onCurrent: (index: number) => void;
}

/** One problem at a time, with its steps to tick off; the others wait below it. */
export function ProblemStepper(props: ProblemStepperProps) {
  const { problems, devices, onCheck, onEngineer, onReport, reportedOf, current, onCurrent } = props;
  const t = useTexts('screen');
  const wording = useWording();
  /** Steps that were done, by problem and step. */
  const [done, setDone] = useState<ReadonlySet<string>>(new Set());
  const problem = problems[Math.min(current, problems.length - 1)]!;
  const index = problems.indexOf(problem);
  const { speaking } = problem;
  const reported = reportedOf(problem);
  const texts = wording.finding(speaking, devices);
  const names = devices.map(wording.deviceName);
  const set = (text: string) => typeset(text, names);
  const stepKey = (step: string) => `${keyOf(problem)} ${step}`;
  const tick = (step: string, isDone: boolean) =>
    setDone((now) => new Set(isDone ? [...now, stepKey(step)] : [...now].filter((key) => key !== stepKey(step))));
  const allDone = texts.teacher.length > 0 && texts.teacher.every((step) => done.has(stepKey(step)));
  const next = index + 1 < problems.length ? index + 1 : null;
  return (
    <>
      <header className="problem-head">
        <span className="tone-pill" data-outcome={speaking.outcome}>
          {problems.length > 1
            ? t('problems.numbered', { number: index + 1, count: problems.length })
            : t(`terms:outcome.${speaking.outcome}`)}
        </span>
        <Button variant="subtle" onClick={() => onEngineer(problem)}>
          {t('problems.engineer')}
        </Button>
      </header>
      <h3 className="problem-title">{set(texts.title)}</h3>
      {texts.cause !== null && <p className="problem-cause">{set(texts.cause)}</p>}
      {reported}
      {texts.teacher.length > 0 && (
        <ol className="steps" aria-label={t('problems.now')}>
          {texts.teacher.map((step) => (
            <li key={step} className="step" data-done={done.has(stepKey(step)) || undefined}>
              {onCheck === null ? (
                <span className="step-words">{set(step)}</span>
              ) : (
                <Checkbox
                  size="md"
                  checked={done.has(stepKey(step))}
                  onChange={(event) => tick(step, event.currentTarget.checked)}
                  label={set(step)}
                />
              )}
            </li>
          ))}
        </ol>
      )}
      <div className="problem-actions">
        {allDone && next !== null && <Button onClick={() => onCurrent(next)}>{t('problems.next')}</Button>}
        {allDone && onCheck !== null && (
          <Button variant={next === null ? 'filled' : 'default'} onClick={onCheck}>
            {t('problems.checkAgain')}
          </Button>
        )}
        {onReport !== null && reported === null && (
          <Button
            variant="default"
            aria-label={t('requests.reportNamed', { title: texts.title })}
            onClick={() => onReport(problem)}
          >
            {t('requests.report')}
          </Button>
        )}
      </div>
      {problems.length > 1 && (
        <ul className="problem-list" aria-label={t('problems.others')}>
          {problems.map((other, at) => (
            <li key={keyOf(other)}>
              <UnstyledButton
                className="problem-row"
                aria-current={at === index ? 'true' : undefined}
                onClick={() => onCurrent(at)}
              >
                <OutcomeIcon outcome={other.speaking.outcome} size={22} />
                <span>{set(wording.finding(other.speaking, devices).title)}</span>
                <IconChevronRight size={20} aria-hidden />
              </UnstyledButton>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
