import './inspections.css';
import { HomeView } from './home/HomeView.tsx';
import type { InspectionPlace } from './place.ts';
import { OpenInspection } from './session/OpenInspection.tsx';
import { useFocusKept } from './session/use-focus-kept.ts';

interface InspectionsScreenProps {
  readonly place: InspectionPlace;
  readonly onPlace: (place: InspectionPlace) => void;
  /** To where station and teacher are set up. */
  readonly onSetUp: () => void;
}

/** The plan and the list, or the inspection that is open. */
export default function InspectionsScreen({ place, onPlace, onSetUp }: InspectionsScreenProps) {
  const whole = useFocusKept();
  return (
    <div ref={whole} className="inspections">
      {place === null ? (
        <HomeView onOpen={(id) => onPlace({ id, view: 'items' })} onSetUp={onSetUp} />
      ) : (
        <OpenInspection
          key={place.id}
          id={place.id}
          view={place.view}
          onView={(view) => onPlace({ id: place.id, view })}
          onLeave={() => onPlace(null)}
        />
      )}
    </div>
  );
}
