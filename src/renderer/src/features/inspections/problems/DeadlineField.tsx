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
  /** What was chosen here and is not saved yet, or only half a date; undefined: nothing. */
  const [chosen, setChosen] = useState<string | null>();
  const [year] = useState(currentYear);
  // Saved: from now on it is what is stored that is shown, also after a change from elsewhere.
  if (chosen !== undefined && chosen === deadline) setChosen(undefined);
  return (
    <DateField
      label={label}
      value={chosen === undefined ? deadline : chosen}
      years={yearsBetween(year, year + 2, deadline)}
      onChange={(date) => {
        setChosen(date);
        if (date !== null) onDecide(date);
      }}
    />
  );
}
