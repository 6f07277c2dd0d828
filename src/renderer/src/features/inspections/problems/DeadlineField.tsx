import { useState } from 'react';
import { DateField } from '../../../components/DateField.tsx';
import { currentYear, yearsBetween } from '../../../components/date-parts.ts';

interface DeadlineFieldProps {
  readonly label: string;
  /** `2026-11-30`; null: none yet. */
  readonly deadline: string | null;
  readonly onDecide: (deadline: string) => void;
}

/** Until when something has to be done: this year or one of the next two. Half a date decides nothing. */
export function DeadlineField({ label, deadline, onDecide }: DeadlineFieldProps) {
  const [date, setDate] = useState(deadline);
  const [year] = useState(currentYear);
  return (
    <DateField
      label={label}
      value={date}
      years={yearsBetween(year, year + 2, deadline)}
      onChange={(chosen) => {
        setDate(chosen);
        if (chosen !== null) onDecide(chosen);
      }}
    />
  );
}
