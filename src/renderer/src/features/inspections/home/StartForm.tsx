import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { MAX_SEATS } from '../../../../../shared/domain/inspection/inspection-session.ts';
import { type InspectionKind, inspectionKindSchema } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import { useTerms, useTexts } from '../../../language/use-texts.ts';

interface StartFormProps {
  /** What the plan asks for. */
  readonly planned: InspectionKind;
  /** Something else comes first today: the button is there, and not the one that stands out. */
  readonly quiet: boolean;
  /** Seats of the last signed inspection; null where there is none. */
  readonly lastSeats: number | null;
  readonly onStart: (kind: InspectionKind, inspector: string, seats: number | null) => void;
}

/** Begins an inspection with a fresh reading of this PC. */
export function StartForm({ planned, quiet, lastSeats, onStart }: StartFormProps) {
  const t = useTexts('inspections');
  const term = useTerms();
  const [inspector, setInspector] = useState('');
  const [seats, setSeats] = useState('');
  const [chosen, setChosen] = useState<InspectionKind | null>(null);
  const kind = chosen ?? planned;
  const begin = (event: FormEvent) => {
    event.preventDefault();
    onStart(kind, inspector.trim(), seats === '' ? null : Number(seats));
  };
  return (
    <form className="start-form" onSubmit={begin}>
      <NativeSelect
        label={t('start.kind')}
        size="md"
        value={kind}
        onChange={(event) =>
          setChosen(inspectionKindSchema.options.find((one) => one === event.currentTarget.value) ?? kind)
        }
        data={inspectionKindSchema.options.map((one) => ({ value: one, label: term(`kind.${one}`) }))}
      />
      <TextInput
        label={t('start.inspector')}
        placeholder={t('start.inspectorHelp')}
        value={inspector}
        maxLength={40}
        autoComplete="off"
        onChange={(event) => setInspector(event.currentTarget.value)}
      />
      <TextInput
        type="number"
        className="start-seats"
        label={t('start.seats')}
        placeholder={lastSeats === null ? t('start.seatsHelp') : t('start.seatsLast', { count: lastSeats })}
        value={seats}
        min={1}
        max={MAX_SEATS}
        step={1}
        onChange={(event) => setSeats(event.currentTarget.value)}
      />
      <Button type="submit" className="inspection-start" variant={quiet ? 'default' : 'filled'}>
        {t('start.begin')}
      </Button>
    </form>
  );
}
