import { memo } from 'react';
import { seatOfSubject, type Subject } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import { useTerms, useTexts } from '../../../language/use-texts.ts';
import { useSubjectName } from '../use-names.ts';
import type { ResultLook } from './ResultIcon.tsx';

interface SeatPlateProps {
  readonly subject: Subject;
  readonly look: ResultLook;
  readonly asked: number;
  readonly open: number;
  readonly abnormal: number;
  /** The inspector decided otherwise than the program somewhere, and has not said why. */
  readonly isUnreasoned: boolean;
  readonly isCurrent: boolean;
}

/** One seat of the map; the map takes its clicks. Rendered again only when something of it changes: there are hundreds. */
export const SeatPlate = memo(function SeatPlate({
  subject,
  look,
  asked,
  open,
  abnormal,
  isUnreasoned,
  isCurrent,
}: SeatPlateProps) {
  const t = useTexts('inspections');
  const term = useTerms();
  const name = useSubjectName();
  const seat = seatOfSubject(subject);
  return (
    <li className={seat === null ? 'seat-map-lab' : undefined}>
      <button
        type="button"
        className={`seat-map-plate plate-${look}`}
        data-subject={subject}
        title={isUnreasoned ? `${name(subject)} · ${t('items.unreasoned')}` : name(subject)}
        data-unreasoned={isUnreasoned && look !== 'abnormal' ? true : undefined}
        aria-label={t(abnormal > 0 ? 'items.subjectAbnormal' : 'items.subjectProgress', {
          subject: name(subject),
          said: asked - open,
          asked,
          abnormal,
        })}
        aria-current={isCurrent ? 'true' : undefined}
        tabIndex={isCurrent ? 0 : -1}
      >
        <span className="seat-map-name">{seat ?? term('subject.lab')}</span>
        <PlateMark
          look={look}
          isUnreasoned={isUnreasoned && look !== 'abnormal'}
          done={asked === 0 ? 1 : (asked - open) / asked}
        />
      </button>
    </li>
  );
});

const MARKS: Readonly<Record<ResultLook, string>> = {
  normal: '✓',
  abnormal: '✕',
  'not-inspected': '—',
  'not-applicable': '⁄',
  open: '',
};

interface PlateMarkProps {
  readonly look: ResultLook;
  readonly isUnreasoned: boolean;
  readonly done: number;
}

/** A symbol beside the colour; of what is not finished how far it has come. */
function PlateMark({ look, isUnreasoned, done }: PlateMarkProps) {
  return (
    <>
      <span className="seat-map-mark" aria-hidden="true">
        {isUnreasoned ? '!' : MARKS[look]}
      </span>
      {done < 1 && <span className="seat-map-done" style={{ ['--done' as string]: done }} aria-hidden="true" />}
    </>
  );
}
