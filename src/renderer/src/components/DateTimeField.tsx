import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTexts } from '../language/use-texts.ts';
import { DateField } from './DateField.tsx';

/** Lessons begin in the morning: a time for a day that was chosen without one. */
const MORNING = '08:00';
const MINUTES_APART = 15;

const TIMES = Array.from({ length: (24 * 60) / MINUTES_APART }, (_, index) => {
  const minutes = index * MINUTES_APART;
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
});

interface DateTimeFieldProps {
  readonly label: string;
  readonly help?: string | undefined;
  /** Civil time, `2026-11-30T13:30`; null: none. */
  readonly value: string | null;
  readonly years: readonly number[];
  readonly required?: boolean;
  readonly error?: string | undefined;
  readonly name?: string;
  readonly onChange: (civil: string | null) => void;
}

/** A day and a time of day, in the language of the program. */
export function DateTimeField({ label, help, value, onChange, ...others }: DateTimeFieldProps) {
  const t = useTexts('screen');
  const [time, setTime] = useState(value?.slice(11, 16) ?? MORNING);
  const date = value?.slice(0, 10) ?? null;
  return (
    <div>
      <DateField
        {...others}
        label={label}
        value={date}
        onChange={(chosen) => onChange(chosen === null ? null : `${chosen}T${time}`)}
      >
        <NativeSelect
          size="md"
          aria-label={`${label} ${t('date.time')}`}
          value={time}
          data={TIMES.includes(time) ? TIMES : [...TIMES, time].toSorted()}
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            setTime(chosen);
            if (date !== null) onChange(`${date}T${chosen}`);
          }}
        />
      </DateField>
      {help !== undefined && <p className="muted">{help}</p>}
    </div>
  );
}
