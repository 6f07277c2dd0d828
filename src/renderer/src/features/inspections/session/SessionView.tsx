import { useEffect, useEffectEvent, useState } from 'react';
import type { InspectionSession } from '../../../../../shared/domain/inspection/inspection-session.ts';
import { Panel } from '../../../failures/Panel.tsx';
import { useTexts } from '../../../language/use-texts.ts';
import type { ViewName } from '../../../shell/place.ts';
import { ConclusionView } from '../conclusion/ConclusionView.tsx';
import { OverviewView } from '../grid/OverviewView.tsx';
import { type ItemMode, ItemsView } from '../items/ItemsView.tsx';
import { LabView } from '../lab/LabView.tsx';
import { ProblemsView } from '../problems/ProblemsView.tsx';
import { ReportView } from '../report/ReportView.tsx';
import { SignView } from '../sign/SignView.tsx';
import { NotSaved } from './NotSaved.tsx';
import { SessionBar } from './SessionBar.tsx';
import { isOpen, keyOf, type Spot, spotAfter, spotsOf } from './cells.ts';
import { useSession } from './use-session.ts';

interface SessionViewProps {
  readonly opened: InspectionSession;
  readonly view: ViewName;
  readonly onView: (view: ViewName) => void;
  readonly onLeave: () => void;
  /** Called when it was signed or abandoned, and has to be read again. */
  readonly onEnded: () => void;
}

/** An open inspection fills the screen: the bar stays in sight, and the views follow the order of the work. */
export function SessionView({ opened, view, onView, onLeave, onEnded }: SessionViewProps) {
  const t = useTexts('inspections');
  const control = useSession(opened);
  const { session, cells } = control;
  const { header } = session;
  const [mode, setMode] = useState<ItemMode>('by-seat');
  const [at, setAt] = useState<Spot | null>(() => {
    const spots = spotsOf(opened);
    return spotAfter(spots, null, (spot) => isOpen(cells.get(keyOf(spot)))) ?? spots[0] ?? null;
  });
  const { state } = header;
  const leaveEnded = useEffectEvent(onEnded);
  // Somebody else may have signed it meanwhile.
  useEffect(() => {
    if (state !== 'open') leaveEnded();
  }, [state]);
  /** Who comes back to the items goes on with what is open: the one left behind may have been filled meanwhile. */
  const goToView = (name: ViewName) => {
    if (name === 'items' && view !== 'items' && !isOpen(at === null ? undefined : cells.get(keyOf(at))))
      setAt(spotAfter(spotsOf(session), null, (spot) => isOpen(cells.get(keyOf(spot)))) ?? at);
    onView(name);
  };
  const goTo = (spot: Spot) => {
    setMode('by-seat');
    setAt(spot);
    onView('items');
  };
  const shown = (
    <Panel key={view} name={`inspection-${view}`} title={t(`views.${view}`)}>
      {view === 'items' && at !== null && (
        <ItemsView control={control} at={at} onAt={setAt} mode={mode} onMode={setMode} onView={onView} />
      )}
      {view === 'grid' && <OverviewView session={session} cells={cells} onOpen={goTo} />}
      {view === 'lab' && <LabView control={control} />}
      {view === 'problems' && <ProblemsView control={control} onOpen={goTo} onNext={() => onView('conclusion')} />}
      {view === 'conclusion' && <ConclusionView control={control} onView={onView} onOpen={goTo} onEnded={onEnded} />}
      {view === 'report' && <ReportView id={header.id} onNext={() => onView('sign')} />}
      {view === 'sign' && <SignView control={control} onView={onView} onOpen={goTo} onSigned={onEnded} />}
    </Panel>
  );
  return (
    <div className="inspection-session" data-view={view}>
      <SessionBar control={control} view={view} onView={goToView} onLeave={onLeave} />
      <NotSaved control={control} />
      {view === 'items' ? shown : <div className="session-page">{shown}</div>}
    </div>
  );
}
