import './inspections.css';
import { HomeView } from './home/HomeView.tsx';
import type { InspectionPlace } from './place.ts';
import { OpenInspection } from './session/OpenInspection.tsx';

interface InspectionsScreenProps {
  readonly place: InspectionPlace;
  readonly onPlace: (place: InspectionPlace) => void;
  /** To where station and teacher are set up. */
  readonly onSetUp: () => void;
}

/** The plan and the list, or the inspection that is open. */
export default function InspectionsScreen({ place, onPlace, onSetUp }: InspectionsScreenProps) {
  if (place === null) return <HomeView onOpen={(id) => onPlace({ id, view: 'items' })} onSetUp={onSetUp} />;
  return (
    <OpenInspection
      key={place.id}
      id={place.id}
      view={place.view}
      onView={(view) => onPlace({ id: place.id, view })}
      onLeave={() => onPlace(null)}
    />
  );
}
