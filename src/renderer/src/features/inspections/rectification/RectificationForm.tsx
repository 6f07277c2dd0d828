import { Button, Radio, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { civilDateOf } from '../../../../../shared/beijing-time.ts';
import type {
  Rectification,
  RectificationStep,
  TrackedProblem,
} from '../../../../../shared/domain/inspection/rectification.ts';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import { maskPersonal } from '../../../../../shared/domain/personal.ts';
import { DateField } from '../../../components/DateField.tsx';
import { Notice } from '../../../components/Notice.tsx';
import { ProblemAlert } from '../../../components/ProblemAlert.tsx';
import { yearsBetween } from '../../../components/date-parts.ts';
import { settleCall } from '../../../connection/settle-call.ts';
import { useClient } from '../../../connection/use-connection.ts';
import { useTerms, useTexts } from '../../../language/use-texts.ts';
import { PhotoField } from '../photos/PhotoField.tsx';

interface RectificationFormProps {
  readonly id: string;
  readonly problem: TrackedProblem;
  readonly onRecorded: (tracked: Rectification) => void;
}

const today = (): string => civilDateOf(new Date());

const RECHECKS = ['recheck-passed', 'recheck-failed'] as const satisfies readonly RectificationStep[];
const INSPECTED = {
  'recheck-passed': 'inspectLater.passed',
  'recheck-failed': 'inspectLater.failed',
} as const;

/** Records the next step of a problem: put right, or what looking at it again has shown. */
export function RectificationForm({
  id,
  problem: { item, state, uninspected, events },
  onRecorded,
}: RectificationFormProps) {
  const client = useClient();
  const t = useTexts('inspections');
  const term = useTerms();
  const isInspection = uninspected !== null && state === 'open';
  const isRecheck = state === 'rectified' || isInspection;
  /** What is recorded stays for ever, so nothing is chosen beforehand. */
  const [step, setStep] = useState<RectificationStep | null>(isRecheck ? null : 'rectified');
  const [on, setOn] = useState<string | null>(today);
  const thisYear = Number(today().slice(0, 4));
  const [person, setPerson] = useState('');
  const [note, setNote] = useState('');
  const [photos, setPhotos] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const repairer = state === 'rectified' ? (events.findLast((one) => one.step === 'rectified')?.person ?? '') : '';
  const isRepairer = repairer !== '' && [person.trim(), maskPersonal(person.trim(), 'name')].includes(repairer);
  const record = async (event: FormEvent) => {
    event.preventDefault();
    if (on === null || step === null) return;
    setBusy(true);
    const recorded = await settleCall(() =>
      client.inspections.rectification.record({
        id,
        item,
        entry: { step, on, person: person.trim(), note: note.trim() },
        photos: photos.map((base64) => ({ base64 })),
      }),
    );
    setBusy(false);
    setProblem(recorded.ok ? null : recorded.problem);
    if (recorded.ok) onRecorded(recorded.value);
  };
  const heading = t(
    isInspection ? 'rectification.inspect' : isRecheck ? 'rectification.recheck' : 'rectification.record',
  );
  return (
    <form className="rectification-form" aria-label={heading} onSubmit={(event) => void record(event)}>
      <h3>{heading}</h3>
      {isRecheck && (
        <Radio.Group
          label={t(isInspection ? 'rectification.inspected' : 'rectification.result')}
          value={step}
          onChange={setStep}
        >
          {RECHECKS.map((one) => (
            <Radio key={one} value={one} label={term(isInspection ? INSPECTED[one] : `rectificationStep.${one}`)} />
          ))}
        </Radio.Group>
      )}
      <div className="rectification-who">
        <TextInput
          label={t(
            isInspection ? 'rectification.inspector' : isRecheck ? 'rectification.rechecker' : 'rectification.person',
          )}
          value={person}
          maxLength={40}
          autoComplete="off"
          onChange={(event) => setPerson(event.currentTarget.value)}
        />
        <DateField
          label={t('rectification.on')}
          value={on}
          years={yearsBetween(thisYear - 1, thisYear, on)}
          onChange={setOn}
        />
      </div>
      {repairer !== '' && !isRepairer && (
        <p className="rectification-kept">{t('rectification.repairer', { person: repairer })}</p>
      )}
      {isRepairer && (
        <output>
          <Notice tone="attention">{t('rectification.samePerson')}</Notice>
        </output>
      )}
      <Textarea
        label={t('rectification.note')}
        autosize
        minRows={2}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <PhotoField
        compact
        label={heading}
        photos={photos.map((_, at) => ({ id: String(at), label: t('item.photo', { position: at + 1 }) }))}
        load={(at) => Promise.resolve(`data:image/jpeg;base64,${photos[Number(at)] ?? ''}`)}
        onAdd={(base64) => {
          setPhotos((now) => [...now, base64].slice(0, 6));
          return Promise.resolve(null);
        }}
        onRemove={(at) => setPhotos((now) => now.filter((_, position) => position !== Number(at)))}
      />
      <ProblemAlert problems={problem === null ? [] : [problem]} />
      <Button type="submit" loading={busy} disabled={step === null || person.trim() === '' || on === null}>
        {heading}
      </Button>
      <p className="rectification-kept">{t('rectification.kept')}</p>
    </form>
  );
}
