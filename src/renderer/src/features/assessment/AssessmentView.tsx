import { Button } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import type { Finding, Outcome } from '../../../../shared/domain/finding.ts';
import { countProblems, type ProblemGroup, problemKey, problemsOf } from '../../../../shared/summarize-findings.ts';
import { Notice } from '../../components/Notice.tsx';
import { Panel } from '../../failures/Panel.tsx';
import { useTexts, useWording } from '../../language/use-texts.ts';
import { useFaultCodes } from '../fault-codes/FaultCode.tsx';
import { useOpenRequest, useReportProblem } from '../requests/report-problem.ts';
import { useSockets } from '../port-picture/use-sockets.ts';
import type { OutOfUse } from '../home/out-of-use.ts';
import { lazyScreen } from '../../shell/lazy-screen.tsx';
import { CheckedList } from './CheckedList.tsx';
import { ProblemStepper } from './ProblemStepper.tsx';
import type { Opened } from './ResultDrawer.tsx';
import { ReportedChip } from './ReportedChip.tsx';
import { useOpenRequests } from './use-open-requests.ts';
import { VerdictBand } from './VerdictBand.tsx';
import type { Assessment } from './assessment.ts';

const RecoveredNotice = lazyScreen(null, () => import('./RecoveredNotice.tsx'));
const ResultDrawer = lazyScreen(null, () => import('./ResultDrawer.tsx'));
const PortPicture = lazyScreen(null, () => import('../port-picture/PortPicture.tsx'));

const COUNTED = ['pass', 'fail', 'unknown', 'warn', 'along', 'not-applicable'] as const;

/** The same problems as in the check before, each as grave as it was. */
const areAlike = (now: readonly ProblemGroup[], before: readonly ProblemGroup[]): boolean => {
  const keys = (all: readonly ProblemGroup[]) =>
    all.map(({ speaking }) => `${problemKey(speaking)} ${speaking.outcome}`).toSorted();
  return now.length > 0 && keys(now).join('\n') === keys(before).join('\n');
};

export interface AssessmentViewProps {
  readonly assessment: Assessment;
  /** Checks this PC again; null for a record and for a text about another PC. */
  readonly onCheck: (() => void) | null;
  /** Further buttons beside the verdict, such as the way back to a list. */
  readonly actions?: ReactNode;
  /** What came of an action beside the verdict. */
  readonly notice?: ReactNode;
  /** Problems of the check before: those that are still there are said to be. */
  readonly before?: readonly Finding[] | null;
  /** The last inspection took the lab out of use: said first. */
  readonly outOfUse?: OutOfUse | null;
  /** False: the system tells nothing of plugging, so that no socket can be recorded here. */
  readonly canRecordSockets?: boolean;
  /** Beside the time of the check. */
  readonly note?: ReactNode;
}

/** Verdict on top; below it one problem at a time on the left where reading begins, and what it is about drawn on the right. */
export function AssessmentView(props: AssessmentViewProps) {
  const { assessment, onCheck, actions, notice, note, before = null, outOfUse = null, canRecordSockets = true } = props;
  const t = useTexts('screen');
  const { list } = useWording();
  const { run, source, verdict, devices, findings } = assessment;
  const sockets = useSockets(source !== 'sent');
  const faultCodeOf = useFaultCodes(assessment);
  const report = useReportProblem();
  const [current, setCurrent] = useState(0);
  const [opened, setOpened] = useState<Opened | null>(null);
  const problems = useMemo(() => problemsOf(findings), [findings]);
  const isUnchanged = useMemo(() => before !== null && areAlike(problems, problemsOf(before)), [before, problems]);
  const openProblem = problems[Math.min(current, problems.length - 1)] ?? null;
  const reportOf = (check: string | null) => () => report?.({ kind: 'technical', run, check, verdict });
  const { reported, recovered } = useOpenRequests(
    assessment.source === 'run' || assessment.source === 'record' ? run : null,
  );
  const openRequest = useOpenRequest();
  const reportedOf = ({ speaking }: ProblemGroup) => {
    const found = reported.find(
      ({ check, cause, subject }) =>
        check === speaking.check && cause === speaking.cause && subject === speaking.subject,
    );
    return found === undefined || openRequest === null ? null : (
      <ReportedChip request={found.request} onOpen={() => openRequest(found.request.id)} />
    );
  };
  const canReport = report !== null && run !== null && problems.length > 0;
  const unreported = problems.filter((problem) => reportedOf(problem) === null);
  const of = (wanted: Outcome) => findings.filter(({ outcome }) => outcome === wanted).length;
  const along = problems.flatMap(({ also }) => also).length;
  const counts = { pass: of('pass'), ...countProblems(problems), along, 'not-applicable': of('not-applicable') };
  return (
    <div className="result">
      <VerdictBand
        assessment={assessment}
        problems={problems}
        note={note}
        notice={
          <>
            {notice}
            {isUnchanged && source === 'run' && (
              <Notice
                tone="attention"
                title={t('check.unchanged')}
                action={
                  canReport &&
                  unreported.length > 0 && (
                    <Button onClick={reportOf(unreported.length === 1 ? unreported[0]!.speaking.check : null)}>
                      {t('requests.report')}
                    </Button>
                  )
                }
              />
            )}
          </>
        }
        outOfUse={outOfUse}
        actions={
          <>
            {canReport && problems.length > 1 && (
              <Button variant="default" onClick={reportOf(null)}>
                {t('requests.reportAll')}
              </Button>
            )}
            {actions}
            {onCheck !== null && (
              <Button
                variant={outOfUse === null && (verdict === 'ready' || verdict === 'usable') ? 'default' : 'filled'}
                onClick={onCheck}
              >
                {t('check.again')}
              </Button>
            )}
          </>
        }
      />
      {assessment.source === 'run' && recovered.length > 0 && <RecoveredNotice requests={recovered} />}
      <div className="result-columns">
        <section className="card result-problems" aria-label={t('problems.heading')}>
          {problems.length > 0 ? (
            <Panel name="problem" title={t('problems.heading')}>
              <ProblemStepper
                key={assessment.at}
                problems={problems}
                devices={devices}
                onCheck={onCheck}
                onEngineer={(problem) => setOpened({ what: 'engineer', problem })}
                reportedOf={reportedOf}
                onReport={canReport ? ({ speaking }) => reportOf(speaking.check)() : null}
                current={current}
                onCurrent={setCurrent}
              />
              {report !== null && source === 'live' && <p className="muted">{t('requests.checkFirst')}</p>}
            </Panel>
          ) : (
            verdict !== null && <CheckedList assessment={assessment} />
          )}
          <footer className="result-foot">
            <span>
              {list(
                COUNTED.filter((outcome) => counts[outcome] > 0).map((outcome) =>
                  t(`passed.counts.${outcome}`, { count: counts[outcome] }),
                ),
              )}
            </span>
            <Button variant="subtle" onClick={() => setOpened({ what: 'checks' })}>
              {t('passed.heading')}
            </Button>
          </footer>
        </section>
        <section className="card result-picture">
          <h3>{t('ports.heading')}</h3>
          <Panel name="ports" title={t('ports.heading')}>
            {sockets !== undefined && (
              <PortPicture
                assessment={assessment}
                problem={openProblem}
                sockets={sockets}
                seen={source === 'record' ? 'earlier' : source === 'sent' ? 'elsewhere' : null}
                isThisPc={canRecordSockets && (source === 'run' || source === 'live')}
                action={
                  <span className="result-foot-actions">
                    {run !== null && (
                      <Button variant="subtle" onClick={() => setOpened({ what: 'dispute' })}>
                        {t('dispute.heading')}
                      </Button>
                    )}
                    <Button variant="subtle" onClick={() => setOpened({ what: 'devices' })}>
                      {t('devices.heading')}
                    </Button>
                  </span>
                }
              />
            )}
          </Panel>
        </section>
      </div>
      {opened !== null && (
        <ResultDrawer
          opened={opened}
          assessment={assessment}
          sockets={sockets ?? null}
          faultCodeOf={faultCodeOf}
          onClose={() => setOpened(null)}
        />
      )}
    </div>
  );
}
