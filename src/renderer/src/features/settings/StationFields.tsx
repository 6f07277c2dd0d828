import { Button, Group, Radio, TextInput } from '@mantine/core';
import type { Station } from '../../../../shared/domain/station.ts';
import { proposedSeat } from '../../../../shared/seat-number.ts';
import { type TranslateIn, useTexts } from '../../language/use-texts.ts';
import type { FieldError } from './FieldErrors.tsx';

const TEXT_FIELDS = ['school', 'lab', 'seat'] as const;

export const EMPTY_STATION: Station = {
  schema: 'vrlab.station/1',
  school: '',
  campusZone: 'urban',
  lab: '',
  seat: '',
  expected: null,
};

export const idOfField = (field: (typeof TEXT_FIELDS)[number]) => `station-${field}`;

/** What keeps a station from being saved. */
export const stationErrors = (station: Station, t: TranslateIn<'settings'>): FieldError[] =>
  TEXT_FIELDS.filter((field) => station[field].trim() === '').map((field) => ({
    field: idOfField(field),
    text: t('station.required', { field: t(`station.${field}`) }),
  }));

interface StationFieldsProps {
  readonly station: Station;
  readonly errors: readonly FieldError[];
  readonly onChange: (fields: Partial<Station>) => void;
  /** Which of the texts are asked for; the others are elsewhere. */
  readonly fields?: readonly (typeof TEXT_FIELDS)[number][];
}

/** Where this PC stands. */
export function StationFields({ station, errors, onChange, fields = TEXT_FIELDS }: StationFieldsProps) {
  const t = useTexts('settings');
  return (
    <>
      {fields.map((field) => (
        <TextInput
          key={field}
          id={idOfField(field)}
          label={t(`station.${field}`)}
          value={station[field]}
          maxLength={80}
          required
          autoComplete="off"
          error={errors.find((error) => error.field === idOfField(field))?.text}
          onChange={(event) => onChange({ [field]: event.currentTarget.value })}
        />
      ))}
      {fields.includes('seat') && <SeatHint seat={station.seat} onChange={(seat) => onChange({ seat })} />}
      <Radio.Group
        label={t('station.campusZone')}
        description={t('station.campusZoneHelp')}
        size="md"
        value={station.campusZone}
        onChange={(value) => onChange({ campusZone: value === 'suburban' ? 'suburban' : 'urban' })}
      >
        <Group gap="xl" pt="xs">
          {(['urban', 'suburban'] as const).map((zone) => (
            <Radio key={zone} value={zone} label={t(`station.${zone}`)} size="md" />
          ))}
        </Group>
      </Radio.Group>
    </>
  );
}

/** `7` and `07` would be two seats in a report. */
export function SeatHint({ seat, onChange }: { readonly seat: string; readonly onChange: (seat: string) => void }) {
  const t = useTexts('settings');
  const proposed = proposedSeat(seat);
  return (
    <output className="seat-hint">
      {proposed !== null && (
        <>
          <span>{t('station.seatHint', { proposed })}</span>
          <Button variant="default" onClick={() => onChange(proposed)}>
            {t('station.seatTake', { proposed })}
          </Button>
        </>
      )}
    </output>
  );
}
