import { Button, TextInput } from '@mantine/core';
import IconBackspace from '@tabler/icons-react/icons/IconBackspace';
import { useEffect, useRef } from 'react';
import { useTexts } from '../../language/use-texts.ts';

const MOST_DIGITS = 12;
const KEYS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0] as const;

interface PinPadProps {
  readonly pin: string;
  readonly disabled: boolean;
  readonly onPin: (pin: string) => void;
}

/** A PIN by touch or by keys. */
export function PinPad({ pin, disabled, onPin }: PinPadProps) {
  const t = useTexts('roles');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!disabled) field.current?.focus();
  }, [disabled]);
  // Keys go on where fingers stopped.
  const touch = (next: string) => {
    onPin(next.slice(0, MOST_DIGITS));
    field.current?.focus();
  };
  return (
    <div className="pin-pad">
      <TextInput
        ref={field}
        type="password"
        label={t('signIn.pin')}
        value={pin}
        disabled={disabled}
        maxLength={MOST_DIGITS}
        inputMode="none"
        autoComplete="off"
        onChange={(event) => onPin(event.currentTarget.value.replaceAll(/\D/g, ''))}
      />
      <div className="pin-keys">
        {KEYS.map((digit) => (
          <Button
            key={digit}
            variant="default"
            disabled={disabled}
            aria-label={t('signIn.digit', { digit })}
            onClick={() => touch(`${pin}${digit}`)}
          >
            {digit}
          </Button>
        ))}
        <Button
          variant="default"
          className="pin-delete"
          disabled={disabled || pin === ''}
          aria-label={t('signIn.delete')}
          onClick={() => touch(pin.slice(0, -1))}
        >
          <IconBackspace aria-hidden />
        </Button>
      </div>
    </div>
  );
}
