import { Button, Group, TextInput, Stack, Text } from '@mantine/core';
import { type SyntheticEvent, useEffect, useRef, useState } from 'react';
import type { Problem } from '../../../../shared/domain/problem.ts';
import { Notice } from '../../components/Notice.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { useTexts } from '../../language/use-texts.ts';

/** Long enough that nobody does it by chance. */
const HOLD_MS = 3000;

interface StaffExitProps {
  readonly asksPin: boolean;
  /** @returns why it was refused; null when the kiosk has been left. */
  readonly onLeave: (pin: string) => Promise<Problem | null>;
}

/** The way out for staff: a corner held for three seconds, or Ctrl+Shift+Alt+Q, and the PIN. */
export function StaffExit({ asksPin, onLeave }: StaffExitProps) {
  const t = useTexts('kiosk');
  const [isAsked, setAsked] = useState(false);
  const held = useRef(0);
  const letGo = () => clearTimeout(held.current);
  useEffect(() => {
    const press = ({ ctrlKey, shiftKey, altKey, code }: KeyboardEvent) => {
      if (ctrlKey && shiftKey && altKey && code === 'KeyQ') setAsked(true);
    };
    document.addEventListener('keydown', press);
    return () => {
      document.removeEventListener('keydown', press);
      clearTimeout(held.current);
    };
  }, []);
  return (
    <>
      {/* Not for the keyboard, which has its own way; nothing is drawn, because it is not for pupils. */}
      <div
        className="kiosk-corner"
        role="presentation"
        title={t('leave.corner')}
        onPointerDown={() => {
          letGo();
          held.current = window.setTimeout(() => setAsked(true), HOLD_MS);
        }}
        onPointerUp={letGo}
        onPointerLeave={letGo}
        onPointerCancel={letGo}
        onContextMenu={(event) => event.preventDefault()}
      />
      {isAsked && <StaffDialog asksPin={asksPin} onLeave={onLeave} onClose={() => setAsked(false)} />}
    </>
  );
}

function StaffDialog({ onClose, ...rest }: StaffExitProps & { readonly onClose: () => void }) {
  const t = useTexts('kiosk');
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} className="kiosk-dialog" aria-label={t('leave.heading')} onClose={onClose}>
      <StaffPinForm {...rest} onStay={() => dialog.current?.close()} />
    </dialog>
  );
}

/** Asks for the PIN; a refused one is cleared, and why it was refused is said. */
export function StaffPinForm({ asksPin, onLeave, onStay }: StaffExitProps & { readonly onStay: () => void }) {
  const t = useTexts('kiosk');
  const [pin, setPin] = useState('');
  const [isChecking, setChecking] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    setChecking(true);
    const refused = await onLeave(pin);
    setChecking(false);
    setPin('');
    setProblem(refused);
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="md">
        <h2>{t('leave.heading')}</h2>
        <Text>{t('leave.intro')}</Text>
        <ProblemAlert problems={problem === null ? [] : [problem]} />
        {asksPin ? (
          <TextInput
            type="password"
            label={t('leave.pin')}
            size="md"
            value={pin}
            maxLength={64}
            autoComplete="off"
            data-autofocus
            onChange={({ currentTarget }) => setPin(currentTarget.value)}
          />
        ) : (
          <Notice tone="attention">{t('leave.noPin')}</Notice>
        )}
        <Group gap="sm">
          <Button type="submit" loading={isChecking} disabled={asksPin && pin === ''}>
            {t('leave.leave')}
          </Button>
          <Button variant="default" onClick={onStay}>
            {t('leave.stay')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
