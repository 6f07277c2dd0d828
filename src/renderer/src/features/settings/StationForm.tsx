import { type FormEvent, useState } from 'react';
import type { Problem } from '../../../../shared/domain/problem.ts';
import type { Station } from '../../../../shared/domain/station.ts';
import { Notice } from '../../components/Notice.tsx';
import { useClient } from '../../connection/use-connection.ts';
import { useTexts } from '../../language/use-texts.ts';
import { EquipmentEditor } from './EquipmentEditor.tsx';
import { FieldErrors, focusField } from './FieldErrors.tsx';
import { ChangeableFields } from './ChangeableFields.tsx';
import { SaveBar } from './SaveBar.tsx';
import { EMPTY_STATION, StationFields, stationErrors } from './StationFields.tsx';
import { useUnsaved } from './use-unsaved.tsx';

interface StationFormProps {
  readonly station: Exclude<StationOnScreen, undefined>;
  readonly onSaved: () => Promise<void>;
}

/** Location of this PC and its expected equipment. Holds no personal fields. */
export function StationForm({ station, onSaved }: StationFormProps) {
  const client = useClient();
  const t = useTexts('settings');
  const [stored, setStored] = useState<Station>(station === null || station === 'unreadable' ? EMPTY_STATION : station);
  const [draft, setDraft] = useState(stored);
  const [validated, setValidated] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [saved, setSaved] = useState(false);
  const isChanged = JSON.stringify(draft) !== JSON.stringify(stored);
  const errors = validated ? stationErrors(draft, t) : [];
  const change = (fields: Partial<Station>) => {
    setDraft((now) => ({ ...now, ...fields }));
    setSaved(false);
  };

  const save = async (): Promise<boolean> => {
    setValidated(true);
    const [first] = stationErrors(draft, t);
    if (first !== undefined) {
      focusField(first.field);
      return false;
    }
    const result = await client.station.save(draft);
    setProblem(result.ok ? null : result.problem);
    setSaved(result.ok);
    if (!result.ok) return false;
    setStored(result.value);
    setDraft(result.value);
    await onSaved();
    return true;
  };
  const question = useUnsaved(isChanged, save);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };

  return (
    <form className="settings-form" onSubmit={submit} noValidate>
      <FieldErrors errors={errors} />
      {station === 'unreadable' && <Notice tone="attention" title={t('station.unreadableHelp')} />}
      <ChangeableFields>
        <div className="settings-columns">
          <section className="card settings-card" aria-labelledby="station-heading">
            <h2 id="station-heading">{t('station.heading')}</h2>
            <p className="muted">{t('station.intro')}</p>
            <StationFields station={draft} errors={errors} onChange={change} />
          </section>
          <section className="card settings-card">
            <EquipmentEditor
              expected={draft.expected}
              onChange={(expected) => change({ expected })}
              onProblem={setProblem}
            />
          </section>
        </div>
      </ChangeableFields>
      <SaveBar
        label={t('station.save')}
        isChanged={isChanged}
        saved={saved ? t('station.saved') : null}
        problem={problem}
      />
      {question}
    </form>
  );
}

/** Null: never set up. `unreadable`: its file cannot be used. Undefined while it is being read. */
export type StationOnScreen = Station | null | 'unreadable' | undefined;
