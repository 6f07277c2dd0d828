import { useTexts, useWording } from '../../language/use-texts.ts';
import { Drawer } from '../../components/Drawer.tsx';
import { OutcomeIcon } from '../../components/OutcomeIcon.tsx';
import type { Assessment } from './assessment.ts';

interface AllChecksProps {
  readonly assessment: Pick<Assessment, 'findings' | 'devices'>;
  readonly onClose: () => void;
}

/** Every finding, including passes and checks that do not apply. */
export function AllChecks({ assessment: { findings, devices }, onClose }: AllChecksProps) {
  const t = useTexts('screen');
  const wording = useWording();
  return (
    <Drawer title={t('passed.heading')} onClose={onClose}>
      <ul className="all-checks">
        {findings.map((finding) => {
          const { name, title } = wording.finding(finding, devices);
          return (
            <li key={`${finding.check} ${finding.subject}`}>
              <OutcomeIcon outcome={finding.outcome} />
              <span>
                <b>{name}</b> · {t(`terms:outcome.${finding.outcome}`)} · {title}
              </span>
            </li>
          );
        })}
      </ul>
    </Drawer>
  );
}
