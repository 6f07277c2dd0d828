import { Title, UnstyledButton } from '@mantine/core';
import IconAlertCircle from '@tabler/icons-react/icons/IconAlertCircle';
import IconChevronRight from '@tabler/icons-react/icons/IconChevronRight';
import IconCircleCheck from '@tabler/icons-react/icons/IconCircleCheck';
import IconInfoCircle from '@tabler/icons-react/icons/IconInfoCircle';
import type { ReactNode } from 'react';
import { type InspectionReport, seatsNotInspected } from '../../../../../shared/domain/inspection/inspection-report.ts';
import { useTexts, useWording } from '../../../language/use-texts.ts';
import type { ViewName } from '../../../shell/place.ts';
import type { Spot } from '../session/cells.ts';
import type { SessionControl } from '../session/use-session.ts';
import { findMissingEvidence, findObstacles, type Obstacle } from './find-obstacles.ts';
import './conclusion.css';

interface SigningObstaclesProps {
  readonly control: SessionControl;
  readonly report: InspectionReport | null;
  readonly onView: (view: ViewName) => void;
  readonly onOpen: (spot: Spot) => void;
  /** The next step. */
  readonly children?: ReactNode;
}

/** Where each is put right on the screen of the conclusion. */
const FIELDS = {
  undecided: 'undecided',
  'nothing-to-rectify': 'undecided',
  'no-reason': 'no-reason',
  incomplete: 'no-reason',
  'no-inspector': 'no-inspector',
} as const;

/** What prevents signing; each entry leads to where it can be fixed. */
export function SigningObstacles({ control, report, onView, onOpen, children }: SigningObstaclesProps) {
  const t = useTexts('inspections');
  const { list } = useWording();
  const obstacles = findObstacles(control.session, control.cells, control.unsaved.size, report);
  const wish = findMissingEvidence(control.session, control.cells);
  const missing = report === null ? [] : seatsNotInspected(report);
  const seatsSaid =
    missing.length > 0
      ? t(control.session.counts.open > 0 ? 'obstacles.seats' : 'obstacles.seatsLeftOut', {
          count: missing.length,
          seats: list(missing),
        })
      : control.session.stations.length === 1
        ? t('obstacles.oneSeat')
        : null;
  const goTo = (obstacle: Obstacle) => {
    if ('spot' in obstacle) onOpen(obstacle.spot);
    else if (obstacle.what === 'unsaved') control.retry();
    else {
      onView('conclusion');
      const place = () => document.getElementById(`inspection-${FIELDS[obstacle.what]}`);
      // After a change of view the field is rendered a moment later.
      if (place() === null) setTimeout(() => place()?.focus(), 100);
      else place()?.focus();
    }
  };
  return (
    <section className="card signing" aria-label={t('obstacles.heading')}>
      <Title order={4}>{t('obstacles.heading')}</Title>
      {obstacles.length === 0 && (
        <p className="signing-clear">
          <IconCircleCheck size={22} aria-hidden />
          {t('obstacles.none')}
        </p>
      )}
      {(obstacles.length > 0 || wish !== null || seatsSaid !== null) && (
        <ul className="signing-rows">
          {obstacles.map((obstacle) => (
            <li key={obstacle.what}>
              <UnstyledButton className="signing-row" onClick={() => goTo(obstacle)}>
                <IconAlertCircle size={22} aria-hidden />
                <span>{t(`obstacles.${obstacle.what}`, 'count' in obstacle ? { count: obstacle.count } : {})}</span>
                <IconChevronRight size={20} aria-hidden />
              </UnstyledButton>
            </li>
          ))}
          {seatsSaid !== null && (
            <li>
              <UnstyledButton className="signing-row" data-optional onClick={() => onView('lab')}>
                <IconInfoCircle size={22} aria-hidden />
                <span>{seatsSaid}</span>
                <IconChevronRight size={20} aria-hidden />
              </UnstyledButton>
            </li>
          )}
          {wish !== null && (
            <li>
              <UnstyledButton className="signing-row" data-optional onClick={() => onOpen(wish.spot)}>
                <IconInfoCircle size={22} aria-hidden />
                <span>{t('obstacles.evidence', { count: wish.count })}</span>
                <IconChevronRight size={20} aria-hidden />
              </UnstyledButton>
            </li>
          )}
        </ul>
      )}
      {children}
    </section>
  );
}
