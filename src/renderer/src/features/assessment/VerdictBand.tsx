import { type ReactNode, useEffect, useRef } from 'react';
import { OutcomeIcon } from '../../components/OutcomeIcon.tsx';
import { OUTCOME_OF_VERDICT } from '../../components/VerdictChip.tsx';
import { typeset } from '../../language/typeset.ts';
import { useTexts, useWording } from '../../language/use-texts.ts';
import type { OutOfUse } from '../home/out-of-use.ts';
import { countDeciding, countProblems, type ProblemGroup } from '../../../../shared/summarize-findings.ts';
import { type Assessment, formatTime } from './assessment.ts';

interface VerdictBandProps {
  readonly assessment: Assessment;
  readonly problems: readonly ProblemGroup[];
  readonly actions: ReactNode;
  /** What came of an action, over the whole width: it moves no button. */
  readonly notice?: ReactNode;
  /** What else is to be known about the moment it was taken. */
  readonly note?: ReactNode;
  /** Comes before the verdict, which is then about the devices alone. */
  readonly outOfUse: OutOfUse | null;
}

/** The answer in one glance: colour, word and icon. Takes the focus when a new answer arrives, so that it is read out. */
export function VerdictBand({ assessment, problems, actions, notice, note, outOfUse }: VerdictBandProps) {
  const t = useTexts('screen');
  const { list } = useWording();
  const heading = useRef<HTMLHeadingElement>(null);
  const { verdict, at, source } = assessment;
  useEffect(() => {
    if (verdict !== null && source !== 'live') heading.current?.focus();
  }, [at, verdict, source]);

  const tone = outOfUse === null ? (verdict ?? 'unknown') : 'not-ready';
  const isRecord = source === 'record';
  const counts = countProblems(problems);
  const rests =
    verdict === 'not-ready' ? (['warn', 'unknown'] as const) : verdict === 'unknown' ? (['warn'] as const) : [];
  const told = rests.filter((it) => counts[it] > 0).map((it) => t(`verdict.rest.${it}`, { count: counts[it] }));
  return (
    <section className="verdict-band" data-tone={tone} data-verdict={verdict ?? 'settling'}>
      <span className={verdict === null ? 'verdict-icon pulse' : 'verdict-icon'}>
        <OutcomeIcon outcome={OUTCOME_OF_VERDICT[tone]} size={56} />
      </span>
      <div className="verdict-words" aria-live="polite">
        <h2 ref={heading} tabIndex={-1}>
          {outOfUse !== null
            ? outOfUse.title
            : verdict === null
              ? t('check.settling')
              : isRecord
                ? t('history.verdictThen', { verdict: t(`terms:verdict.${verdict}`) })
                : t(`terms:verdict.${verdict}`)}
        </h2>
        {outOfUse !== null && <p className="verdict-sentence">{outOfUse.reason}</p>}
        <div className="verdict-line">
          {verdict !== null && (
            <p className="verdict-sentence">
              {typeset(
                [
                  outOfUse !== null && verdict === 'ready'
                    ? t('lesson.devicesFine')
                    : source === 'sent' && problems.length === 0 && verdict === 'unknown'
                      ? t('records:sent.restOpen')
                      : t(`verdict.${verdict}.${isRecord ? 'then' : 'sentence'}`, {
                          count: countDeciding(problems, verdict),
                        }),
                  ...(told.length > 0 ? [t('verdict.further', { items: list(told) })] : []),
                ].join(' '),
              )}
            </p>
          )}
          <p className="verdict-time">
            {t(source === 'live' ? 'check.liveAt' : 'check.finishedAt', { time: formatTime(at) })}
            {note}
            {source === 'live' && <span>{t('check.notStored')}</span>}
          </p>
        </div>
      </div>
      <div className="verdict-actions">{actions}</div>
      {notice}
    </section>
  );
}
