import { useState } from 'react';
import type { InspectionSession } from '../../../../../shared/domain/inspection/inspection-session.ts';
import { PageTabs } from '../../../components/PageTabs.tsx';
import { useTexts } from '../../../language/use-texts.ts';
import type { Cells, Spot } from '../session/cells.ts';
import { GridView } from './GridView.tsx';
import { SeatTable } from './SeatTable.tsx';

const PARTS = ['seats', 'results'] as const;

interface OverviewViewProps {
  readonly session: InspectionSession;
  readonly cells: Cells;
  readonly onOpen: (spot: Spot) => void;
}

/** All seats with counts for each section; behind it every single result. */
export function OverviewView({ session, cells, onOpen }: OverviewViewProps) {
  const t = useTexts('inspections');
  const [part, setPart] = useState<(typeof PARTS)[number]>('seats');
  return (
    <div className="overview">
      <PageTabs
        label={t('overview.parts')}
        tabs={PARTS}
        current={part}
        nameOf={(name) => t(`overview.${name}`)}
        onTab={setPart}
      />
      {part === 'seats' ? (
        <SeatTable session={session} cells={cells} onOpen={onOpen} />
      ) : (
        <GridView session={session} cells={cells} onOpen={onOpen} />
      )}
    </div>
  );
}
