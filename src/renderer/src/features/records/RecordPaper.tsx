import './record-paper.css';
import type { CheckRun } from '../../../../shared/domain/check-run.ts';
import { problemsOf } from '../../../../shared/summarize-findings.ts';
import { useTexts, useWording } from '../../language/use-texts.ts';
import { assessmentOfRun, formatTime } from '../assessment/assessment.ts';
import { useFaultCodes } from '../fault-codes/FaultCode.tsx';

/** All of a record at once, as it is printed; never on the screen. */
export function RecordPaper({ run }: { readonly run: CheckRun }) {
  const t = useTexts('records');
  const wording = useWording();
  const codeOf = useFaultCodes(assessmentOfRun(run, 'record'));
  const { station, devices, findings, publication } = run;
  const facts = [
    [t('paper.place'), station === null ? t('paper.noPlace') : t('screen:station.name', { ...station })],
    [t('paper.at'), formatTime(run.startedAt)],
    [t('paper.verdict'), t(`terms:verdict.${run.verdict}`)],
    [
      t('screen:devices.heading'),
      devices.length === 0 ? t('screen:devices.none') : wording.list(devices.map(wording.deviceName)),
    ],
    [t('paper.list'), `${publication.version} (${publication.date})`],
    [t('paper.number'), run.id],
  ] as const;
  return (
    <article className="record-paper" aria-hidden="true">
      <h1>
        {t('paper.heading')}
        {run.demo && ` · ${t('screen:history.demo')}`}
      </h1>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <h2>{t('paper.problems')}</h2>
      {problemsOf(findings).length === 0 && <p>{t('list.noProblems')}</p>}
      {problemsOf(findings).map(({ speaking }) => {
        const { title, cause, teacher, engineer } = wording.finding(speaking, devices);
        const code = codeOf(speaking);
        return (
          <section key={`${speaking.check} ${speaking.cause} ${speaking.subject}`}>
            <h3>{wording.labelled(t(`terms:outcome.${speaking.outcome}`), title)}</h3>
            {cause !== null && <p>{cause}</p>}
            {code !== null && <p>{wording.labelled(t('paper.code'), code)}</p>}
            {(
              [
                ['teacher', teacher],
                ['engineer', engineer],
              ] as const
            ).map(
              ([who, steps]) =>
                steps.length > 0 && (
                  <div key={who}>
                    <b>{t(`paper.${who}`)}</b>
                    <ol>
                      {steps.map((step) => (
                        <li key={step}>{step}</li>
                      ))}
                    </ol>
                  </div>
                ),
            )}
          </section>
        );
      })}
      <h2>{t('paper.checks')}</h2>
      <table>
        <tbody>
          {findings.map((finding) => (
            <tr key={`${finding.check} ${finding.cause} ${finding.subject}`}>
              <th scope="row">{t(`checks:${finding.check}.name`)}</th>
              <td>{wording.finding(finding, devices).title}</td>
              <td>{t(`terms:outcome.${finding.outcome}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </article>
  );
}
