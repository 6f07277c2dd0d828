import { type ReactNode, useId } from 'react';
import './segmented.css';

interface SegmentedProps<Value extends string> {
  readonly label: ReactNode;
  readonly options: readonly {
    readonly value: Value;
    readonly label: ReactNode;
    /** Said about this answer, e.g. that it is proposed. */
    readonly tag?: string | undefined;
  }[];
  /** Null: nothing is chosen yet. */
  readonly value: Value | null;
  /** Id of the first answer, for whatever leads to it. */
  readonly id?: string;
  readonly onChange: (value: Value) => void;
}

/** One of a few answers, all in sight: radio buttons that look like one control. */
export function Segmented<Value extends string>({ label, options, value, id, onChange }: SegmentedProps<Value>) {
  const name = useId();
  return (
    <fieldset className="segmented">
      <legend>{label}</legend>
      <div className="segmented-options">
        {options.map((option, position) => (
          <label key={option.value} className="segmented-option">
            <input
              type="radio"
              id={position === 0 ? id : undefined}
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>
              {option.label}
              {option.tag !== undefined && <small>{option.tag}</small>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
