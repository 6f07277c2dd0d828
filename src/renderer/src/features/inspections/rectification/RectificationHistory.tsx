import { useEffect, useState } from 'react';
import type { InspectionSession } from '../../../../../shared/domain/inspection/inspection-session.ts';
import type { TrackedProblem } from '../../../../../shared/domain/inspection/rectification.ts';
import { useClient } from '../../../connection/use-connection.ts';
import { useLocalized, useTerms, useTexts, useWording } from '../../../language/use-texts.ts';
import { useSubjectName } from '../use-names.ts';

interface RectificationHistoryProps {
  readonly session: InspectionSession;
  readonly problem: TrackedProblem;
}

/** What was found, and every step since, each with its photos: before and after. */
export function RectificationHistory({ session, problem }: RectificationHistoryProps) {
  const client = useClient();
  const t = useTexts('inspections');
  const term = useTerms();
  const localized = useLocalized();
  const name = useSubjectName();
  const { labelled } = useWording();
  const { id } = session.header;
  const before = session.cells.filter(({ item }) => item === problem.item).flatMap(({ photos }) => photos);
  return (
    <ol className="rectification-history">
      <li>
        <strong>{problem.uninspected === null ? t('rectification.found') : term('inspectLater.open')}</strong>
        {problem.uninspected?.map(({ subject, reason }) => (
          <p key={subject}>{labelled(name(subject), term(`reason.${reason}`))}</p>
        ))}
        {problem.found.map(({ subject, said }) => (
          <p key={`${subject} ${said.en}`}>{labelled(name(subject), localized(said))}</p>
        ))}
        {problem.uninspected === null && <p>{t('problems.actionIs', { action: localized(problem.action) })}</p>}
        <Photos ids={before} read={(photo) => client.inspections.photo({ id, photo })} />
      </li>
      {problem.events.map((event) => (
        <li key={event.position}>
          <strong>{term(`rectificationStep.${event.step}`)}</strong>
          <p>{t('rectification.by', { on: event.on, person: event.person })}</p>
          {event.ownWork === true && <p className="rectification-own">{t('rectification.ownWork')}</p>}
          {event.note !== '' && <p>{event.note}</p>}
          <Photos
            ids={event.photos.map((photo) => photo.id)}
            read={(photo) => client.inspections.rectification.photo({ id, photo })}
          />
        </li>
      ))}
    </ol>
  );
}

type ReadPhoto = (photo: string) => Promise<{ ok: true; value: { base64: string } } | { ok: false }>;

function Photos({ ids, read }: { readonly ids: readonly string[]; readonly read: ReadPhoto }) {
  const t = useTexts('inspections');
  if (ids.length === 0) return null;
  return (
    <div className="rectification-photos">
      {ids.map((photo, at) => (
        <KeptPhoto key={photo} id={photo} label={t('item.photo', { position: at + 1 })} read={read} />
      ))}
    </div>
  );
}

function KeptPhoto({ id, label, read }: { readonly id: string; readonly label: string; readonly read: ReadPhoto }) {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    let isCurrent = true;
    const load = async () => {
      const file = await read(id);
      if (isCurrent && file.ok) setAddress(`data:image/jpeg;base64,${file.value.base64}`);
    };
    void load();
    return () => {
      isCurrent = false;
    };
    // oxlint-disable-next-line react/exhaustive-deps -- what reads it is new at every render, and always reads the same
  }, [id]);
  return <img src={address} alt={label} />;
}
