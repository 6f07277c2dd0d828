import type { Finding, Outcome } from '../../../../shared/domain/finding.ts';
import { problemsOf } from '../../../../shared/summarize-findings.ts';
import { typeset } from '../../language/typeset.ts';
import { useTexts, useWording } from '../../language/use-texts.ts';
import { Drawer } from '../../components/Drawer.tsx';
import { OutcomeIcon } from '../../components/OutcomeIcon.tsx';
import type { Assessment } from './assessment.ts';

interface AllChecksProps {
  readonly assessment: Pick<Assessment, 'findings' | 'devices'>;
  readonly onClose: () => void;
}

const ORDER: readonly Outcome[] = ['fail', 'warn', 'unknown', 'pass'];

/** Every finding, what is wrong first; checks that do not apply are folded away. */
export function AllChecks({ assessment: { findings, devices }, onClose }: AllChecksProps) {
  const t = useTexts('screen');
  const applicable = ORDER.flatMap((outcome) => findings.filter((finding) => finding.outcome === outcome));
  const rest = findings.filter(({ outcome }) => outcome === 'not-applicable');
  return (
    <Drawer title={t('passed.heading')} onClose={onClose}>
      <CheckRows findings={applicable} devices={devices} />
      {rest.length > 0 && (
        <details>
          <summary>{t('passed.notApplicable', { count: rest.length })}</summary>
          <CheckRows findings={rest} devices={devices} />
        </details>
      )}
    </Drawer>
  );
}

function CheckRows({ findings, devices }: Pick<Assessment, 'devices'> & { readonly findings: readonly Finding[] }) {
  const t = useTexts('screen');
  const wording = useWording();
  const along = new Set(problemsOf(findings).flatMap(({ also }) => also));
  const names = devices.map(wording.deviceName);
  return (
    <ul className="all-checks">
      {findings.map((finding) => {
        const { name, title } = wording.finding(finding, devices);
        return (
          <li
            key={`${finding.check} ${finding.subject}`}
            data-outcome={along.has(finding) ? 'not-applicable' : finding.outcome}
          >
            <OutcomeIcon outcome={along.has(finding) ? 'not-applicable' : finding.outcome} />
            <span>
              <b>{name}</b>
              <small>{typeset(title, names)}</small>
            </span>
            <span className="check-outcome">
              {t(along.has(finding) ? 'passed.along' : `terms:outcome.${finding.outcome}`)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
