import type { CheckId } from '../../../../shared/domain/check-terms.ts';
import type { Finding } from '../../../../shared/domain/finding.ts';
import { OutcomeIcon } from '../../components/OutcomeIcon.tsx';
import { typeset } from '../../language/typeset.ts';
import { useTexts, useWording } from '../../language/use-texts.ts';
import type { Assessment } from './assessment.ts';

/** What a teacher asks about before a lesson, in this order. */
const ASKED_FIRST: readonly CheckId[] = [
  'headset-usb-speed',
  'headset-complete',
  'controller-present',
  'tracking-dongle',
  'runtime-matches-headset',
  'suite-version',
  'combination-untested',
  'steamvr-version',
  'gpu-driver',
  'host-memory',
  'headset-present',
];
const MOST_ROWS = 5;

/** What makes the answer true where nothing is wrong: the passed checks a lesson depends on most. */
export function CheckedList({ assessment: { findings, devices, source } }: { readonly assessment: Assessment }) {
  const t = useTexts('screen');
  const wording = useWording();
  const place = ({ check }: Finding) => ASKED_FIRST.indexOf(check as CheckId);
  const rows = findings
    .filter((finding) => finding.outcome === 'pass' && place(finding) >= 0)
    .toSorted((a, b) => place(a) - place(b))
    .slice(0, MOST_ROWS);
  return (
    <>
      <h3>{t('passed.checked')}</h3>
      {rows.length === 0 && source === 'sent' && <p>{t('records:sent.nothingPassed')}</p>}
      <ul className="checked-list">
        {rows.map((finding) => {
          const { name, title } = wording.finding(finding, devices);
          return (
            <li key={`${finding.check} ${finding.subject}`}>
              <OutcomeIcon outcome="pass" size={32} />
              <span>
                <b>{typeset(title, devices.map(wording.deviceName))}</b>
                <small>{name}</small>
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
