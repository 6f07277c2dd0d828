import { Button, UnstyledButton } from '@mantine/core';
import IconBackspace from '@tabler/icons-react/icons/IconBackspace';
import IconCircleCheck from '@tabler/icons-react/icons/IconCircleCheck';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Problem } from '../../../../shared/domain/problem.ts';
import type { SetupOffer } from '../../../../shared/domain/school-file.ts';
import type { Station } from '../../../../shared/domain/station.ts';
import { FirstRunDrawing } from '../../drawings/FirstRunDrawing.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { useClient } from '../../connection/use-connection.ts';
import { useTexts } from '../../language/use-texts.ts';
import type { GoTo } from '../../shell/place.ts';
import { EquipmentEditor } from './EquipmentEditor.tsx';
import { FieldErrors, focusField } from './FieldErrors.tsx';
import { WhomToCall } from './WhomToCall.tsx';
import { SchoolOffer } from './SchoolOffer.tsx';
import { EMPTY_STATION, StationFields, SeatHint, idOfField, stationErrors } from './StationFields.tsx';
import { useUnsaved } from './use-unsaved.tsx';

const STEPS = ['seat', 'equipment', 'try'] as const;
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', '0'] as const;

interface StationGuideProps {
  readonly onSaved: () => Promise<void>;
  readonly onPlace: GoTo;
  /** The whole form at once, instead of one step after the other. */
  readonly onForm: () => void;
}

/** The first time on a PC: which seat it is, what is connected, and a check to see that it works. */
export function StationGuide({ onSaved, onPlace, onForm }: StationGuideProps) {
  const client = useClient();
  const t = useTexts('settings');
  const [step, setStep] = useState<(typeof STEPS)[number]>('seat');
  const [draft, setDraft] = useState<Station>(EMPTY_STATION);
  const [isSaved, setSaved] = useState(false);
  const [validated, setValidated] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  /** The row of this PC in a school file; null: none, or it was declined; undefined: being looked for. */
  const [offer, setOffer] = useState<SetupOffer | null | undefined>(undefined);
  const heading = useRef<HTMLHeadingElement>(null);
  const change = (fields: Partial<Station>) => setDraft((now) => ({ ...now, ...fields }));
  const errors = validated ? stationErrors(draft, t) : [];
  /** Nothing is written down as connected here. */
  const isBare = draft.expected === null || draft.expected.length === 0;
  const isTyped = JSON.stringify(draft) !== JSON.stringify(EMPTY_STATION);
  useEffect(() => {
    if (step !== 'seat') heading.current?.focus();
  }, [step]);

  useEffect(() => {
    let isGone = false;
    void client.setup.offer().then((found) => {
      if (isGone) return;
      setOffer(found.ok ? found.value : null);
      if (!found.ok) setProblem(found.problem);
    });
    return () => {
      isGone = true;
    };
  }, [client]);

  const isComplete = (): boolean => {
    setValidated(true);
    const [first] = stationErrors(draft, t);
    if (first !== undefined) focusField(first.field);
    return first === undefined;
  };
  const save = async (): Promise<boolean> => {
    if (!isComplete()) {
      setStep('seat');
      return false;
    }
    const result = await client.station.save(draft);
    setProblem(result.ok ? null : result.problem);
    if (!result.ok) return false;
    setSaved(true);
    await onSaved();
    return true;
  };
  const question = useUnsaved(isTyped && !isSaved, save);
  const toEquipment = async (event: FormEvent) => {
    event.preventDefault();
    if (!isComplete()) return;
    if (draft.expected === null) {
      const learned = await client.station.learn();
      if (learned.ok && learned.value.length > 0) change({ expected: learned.value });
    }
    setStep('equipment');
  };
  const finish = async () => {
    if (await save()) setStep('try');
  };

  const accepted = async () => {
    setOffer(null);
    setSaved(true);
    setStep('try');
    await onSaved();
  };

  // Nobody begins to type what is taken away again.
  if (offer === undefined) return <section className="card guide" aria-busy="true" />;
  if (offer !== null)
    return (
      <section className="card guide" aria-labelledby="guide-heading">
        <SchoolOffer offer={offer} onAccepted={accepted} onDeclined={() => setOffer(null)} />
      </section>
    );
  return (
    <section className="card guide" aria-labelledby="guide-heading">
      <ol className="guide-steps">
        {STEPS.map((name, index) => (
          <li
            key={name}
            aria-current={name === step ? 'step' : undefined}
            data-done={index < STEPS.indexOf(step) || undefined}
          >
            <span aria-hidden>{index + 1}</span>
            {t(`guide.${name}`)}
          </li>
        ))}
      </ol>
      <h2 id="guide-heading" ref={heading} tabIndex={-1}>
        {t(step === 'equipment' && isBare ? 'guide.bareHeading' : `guide.${step}Heading`)}
      </h2>
      <FieldErrors errors={errors} />
      <ProblemAlert problems={problem === null ? [] : [problem]} />
      {step === 'seat' && (
        <form className="settings-form" onSubmit={(event) => void toEquipment(event)} noValidate>
          <div className="settings-columns">
            <div className="settings-card">
              <div className="guide-intro">
                <p className="muted">{t('station.intro')}</p>
                <FirstRunDrawing />
              </div>
              <StationFields station={draft} errors={errors} onChange={change} fields={['school', 'lab']} />
            </div>
            <SeatKeypad
              seat={draft.seat}
              error={errors.find(({ field }) => field === idOfField('seat'))?.text ?? null}
              onChange={(seat) => change({ seat })}
            />
          </div>
          <div className="guide-actions">
            <Button variant="subtle" onClick={onForm}>
              {t('guide.form')}
            </Button>
            <Button type="submit">{t('guide.next')}</Button>
          </div>
        </form>
      )}
      {step === 'equipment' && (
        <>
          <EquipmentEditor
            expected={draft.expected}
            onChange={(expected) => change({ expected })}
            onProblem={setProblem}
          />
          <div className="guide-actions">
            <Button variant="default" onClick={() => setStep('seat')}>
              {t('guide.back')}
            </Button>
            <Button onClick={() => void finish()}>{t('guide.save')}</Button>
          </div>
        </>
      )}
      {step === 'try' && (
        <div className="guide-done">
          <IconCircleCheck size={64} stroke={1.6} aria-hidden />
          <p>{t(isBare ? 'guide.tryBareHelp' : 'guide.tryHelp')}</p>
          <Button size="lg" onClick={() => onPlace({ screen: 'check' })}>
            {t('guide.toCheck')}
          </Button>
          <WhomToCall onTab={(tab) => onPlace({ tab })} />
        </div>
      )}
      {question}
    </section>
  );
}

interface SeatKeypadProps {
  readonly seat: string;
  readonly error: string | null;
  readonly onChange: (seat: string) => void;
}

/** Large enough for a finger: a lab PC may have a touch screen and no keyboard in reach. */
function SeatKeypad({ seat, error, onChange }: SeatKeypadProps) {
  const t = useTexts('settings');
  const id = idOfField('seat');
  return (
    <div className="keypad-column">
      <label className="keypad-label" htmlFor={id}>
        {t('station.seat')}
        <span className="required-mark" aria-hidden>
          {' *'}
        </span>
      </label>
      <input
        id={id}
        className="keypad-plate"
        value={seat}
        maxLength={80}
        autoComplete="off"
        required
        aria-invalid={error !== null}
        aria-describedby={error === null ? undefined : 'keypad-error'}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {error !== null && (
        <p id="keypad-error" className="field-error">
          {error}
        </p>
      )}
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a fieldset would need a legend beside the label above */}
      <div className="keypad" role="group" aria-label={t('guide.keypad')}>
        {KEYS.map((key) => (
          <UnstyledButton key={key} className="keypad-key" onClick={() => onChange(`${seat}${key}`)}>
            {key}
          </UnstyledButton>
        ))}
        <UnstyledButton
          className="keypad-key"
          aria-label={t('guide.erase')}
          onClick={() => onChange(seat.slice(0, -1))}
        >
          <IconBackspace size={28} aria-hidden />
        </UnstyledButton>
      </div>
      <SeatHint seat={seat} onChange={onChange} />
    </div>
  );
}
