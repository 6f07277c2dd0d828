import { NativeSelect } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTexts, useWording } from '../language/use-texts.ts';
import { type Completion, type DateParts, dateOfParts, daysIn, partsOfDate } from './date-parts.ts';

interface DateFieldProps {
  readonly label: string;
  /** `2026-11-30`; null: none. */
  readonly value: string | null;
  readonly years: readonly number[];
  readonly completion?: Completion;
  readonly required?: boolean;
  /** What is wrong with it. */
  readonly error?: string | undefined;
  /** Name of the first choice, for whatever leads to it. */
  readonly name?: string;
  /** More choices in the same line. */
  readonly children?: ReactNode;
  readonly onChange: (date: string | null) => void;
}

/** A date in the language of the program: the browser's own field follows the language of the system. */
export function DateField({
  label,
  value,
  years,
  completion = null,
  required = false,
  error,
  name,
  children,
  onChange,
}: DateFieldProps) {
  const t = useTexts('screen');
  const { language } = useWording();
  const [chosen, setChosen] = useState<DateParts>(() => partsOfDate(value));
  // Set from outside, e.g. by a button that clears it.
  const parts = dateOfParts(chosen, completion) === value ? chosen : partsOfDate(value);
  const change = (part: keyof DateParts, text: string) => {
    const next = { ...parts, [part]: text === '' ? null : Number(text) };
    setChosen(next);
    onChange(dateOfParts(next, completion));
  };
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
  const choices = {
    year: years,
    month: numbers(12),
    day: numbers(parts.year === null || parts.month === null ? 31 : daysIn(parts.year, parts.month)),
  };
  const named = (part: keyof DateParts, number: number) =>
    new Intl.DateTimeFormat(language, {
      [part]: part === 'month' ? 'short' : 'numeric',
      timeZone: 'UTC',
    }).format(
      Date.UTC(part === 'year' ? number : 2000, part === 'month' ? number - 1 : 0, part === 'day' ? number : 1),
    );
  return (
    <fieldset className="date-field">
      <legend>
        {label}
        {required && <span className="required-mark">{' *'}</span>}
      </legend>
      {(['year', 'month', 'day'] as const).map((part) => (
        <NativeSelect
          key={part}
          size="md"
          {...(part === 'year' && name !== undefined && { name })}
          required={required}
          error={error !== undefined}
          aria-label={`${label} ${t(`date.${part}`)}`}
          value={String(parts[part] ?? '')}
          data={[
            { value: '', label: t(`date.${part}`) },
            ...choices[part].map((number) => ({ value: String(number), label: named(part, number) })),
          ]}
          onChange={(event) => change(part, event.currentTarget.value)}
        />
      ))}
      {children}
      {error !== undefined && <p className="date-field-error">{error}</p>}
    </fieldset>
  );
}
