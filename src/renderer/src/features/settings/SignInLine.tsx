import { Button } from '@mantine/core';
import type { RoleState } from '../../../../shared/domain/pins.ts';
import { mayDo, PIN_ROLES, type Role } from '../../../../shared/domain/role.ts';
import { Notice } from '../../components/Notice.tsx';
import { useSignInQuestion } from '../../connection/use-connection.ts';
import { useTexts, useWording } from '../../language/use-texts.ts';
import { isReadOnly } from './ChangeableFields.tsx';

interface SignInLineProps {
  /** Null until the host has said. */
  readonly state: RoleState | null;
  /** Who may change what the page shows. */
  readonly role: Role;
}

/** Says before anything is typed that it can only be looked at, and by whose PIN it can be changed. */
export function SignInLine({ state, role }: SignInLineProps) {
  const t = useTexts('settings');
  const { anyOf } = useWording();
  const { ask } = useSignInQuestion();
  if (state === null || !isReadOnly(state, role)) return null;
  const roles = PIN_ROLES.filter((own) => mayDo(own, role) && state.withPin.includes(own));
  return (
    <Notice
      tone="info"
      role="note"
      className="sign-in-line"
      action={
        <Button variant="default" onClick={() => void ask({ request: null, roles, wished: true })}>
          {t('signIn.button')}
        </Button>
      }
    >
      {t('signIn.line', { whose: anyOf(roles) })}
    </Notice>
  );
}
