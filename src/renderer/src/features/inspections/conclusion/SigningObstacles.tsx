import { Button, Stack, Text } from '@mantine/core';
import { Notice } from '../../../components/Notice.tsx';
import type { InspectionReport } from '../../../../../shared/domain/inspection/inspection-report.ts';
import { useTexts } from '../../../language/use-texts.ts';
import type { ViewName } from '../../../shell/place.ts';
import type { Spot } from '../session/cells.ts';
import type { SessionControl } from '../session/use-session.ts';
import { findMissingEvidence, findObstacles, type Obstacle } from './find-obstacles.ts';

interface SigningObstaclesProps {
  readonly control: SessionControl;
  readonly report: InspectionReport | null;
  readonly onView: (view: ViewName) => void;
  readonly onOpen: (spot: Spot) => void;
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
export function SigningObstacles({ control, report, onView, onOpen }: SigningObstaclesProps) {
  const t = useTexts('inspections');
  const obstacles = findObstacles(control.session, control.cells, control.unsaved.size, report);
  const wish = findMissingEvidence(control.session, control.cells);
  const goTo = (obstacle: Obstacle) => {
    if (obstacle.what === 'open') onOpen(obstacle.spot);
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
    <Stack gap="xs">
      {obstacles.length > 0 && (
        <Notice tone="attention">
          <Text fw={600}>{t('obstacles.heading')}</Text>
          <ul className="inspection-obstacles">
            {obstacles.map((obstacle) => (
              <li key={obstacle.what}>
                <Button variant="default" h="auto" mih={44} py={6} onClick={() => goTo(obstacle)}>
                  {t(`obstacles.${obstacle.what}`, 'count' in obstacle ? { count: obstacle.count } : {})}
                </Button>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {obstacles.length === 0 && (
        <Text fw={600} c="var(--color-ready)">
          {t('obstacles.none')}
        </Text>
      )}
      {wish !== null && (
        <div>
          <Button variant="subtle" h="auto" mih={44} py={6} onClick={() => onOpen(wish.spot)}>
            {t('obstacles.evidence', { count: wish.count })}
          </Button>
        </div>
      )}
    </Stack>
  );
}
