import IconCircleCheck from '@tabler/icons-react/icons/IconCircleCheck';
import type { ReactNode } from 'react';
import { soundText } from '../../../../../shared/domain/inspection/cell.ts';
import type { InspectionRecord } from '../../../../../shared/domain/inspection/inspection-record.ts';
import type { InspectionSession } from '../../../../../shared/domain/inspection/inspection-session.ts';
import { ProblemAlert } from '../../../components/ProblemAlert.tsx';
import { QrPicture } from '../../../components/QrPicture.tsx';
import { useTerms, useTexts } from '../../../language/use-texts.ts';
import { formatTime } from '../../assessment/assessment.ts';
import { CountsLine } from '../session/CountsLine.tsx';
import { BOX } from '../sign/strokes.ts';
import { ConclusionChip } from './ConclusionChip.tsx';

/** A hash in groups of eight digits, which people can compare. */
const groupDigits = (hash: string): string => hash.match(/.{1,8}/g)?.join(' ') ?? hash;

interface RecordSummaryProps {
  readonly session: InspectionSession;
  readonly record: InspectionRecord;
  /** What can be done with it. */
  readonly children: ReactNode;
}

/** A signed report in one card: what was concluded, who signed, and what is printed on the paper for verification. */
export function RecordSummary({ session: { counts, notes }, record, children }: RecordSummaryProps) {
  const t = useTexts('inspections');
  const term = useTerms();
  const share = soundText(counts);
  const { seal, signatures, position, qr } = record;
  return (
    <section className="card record-summary">
      <div className="record-said">
        <div className="record-figure">
          <span>{t('figures.share')}</span>
          <strong>{share === null ? '–' : share}</strong>
          {notes.conclusion !== null && <ConclusionChip conclusion={notes.conclusion.decided} />}
        </div>
        <CountsLine counts={counts} bare />
        {record.problem === null ? (
          <p className="record-intact">
            <IconCircleCheck size={22} aria-hidden />
            {t('record.intact')}
          </p>
        ) : (
          <ProblemAlert problems={[record.problem]} />
        )}
        <p className="muted">{t('record.signedAt', { time: formatTime(seal.signedAt), position })}</p>
        <ul className="record-signatures">
          {signatures.map(({ role, name, method, strokes }) => (
            <li key={role}>
              {t('record.signature', {
                role: term(`role.${role}`),
                name,
                method: term(`signatureMethod.${method}`),
              })}
              {strokes !== null && (
                <svg
                  viewBox={`0 0 ${BOX.width} ${BOX.height}`}
                  className="signature-picture"
                  // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an inline SVG is a picture only by its role
                  role="img"
                  aria-label={t('record.drawn', { role: term(`role.${role}`) })}
                >
                  <path d={strokes} />
                </svg>
              )}
            </li>
          ))}
        </ul>
        <details className="record-seal">
          <summary>{t('record.toCompare')}</summary>
          <p>{t('record.sha256')}</p>
          <code>{groupDigits(seal.sha256)}</code>
          <p>{t('record.key', { key: seal.keyId })}</p>
        </details>
        <div className="record-tools">{children}</div>
      </div>
      <figure className="record-qr">
        <QrPicture text={qr} label={t('record.qr', { number: seal.number })} side={180} />
        <figcaption>{t('record.scan')}</figcaption>
      </figure>
    </section>
  );
}
