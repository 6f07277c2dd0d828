import './roles.css';
import { Button } from '@mantine/core';
import IconLock from '@tabler/icons-react/icons/IconLock';
import IconLockOpen from '@tabler/icons-react/icons/IconLockOpen';
import IconUserCheck from '@tabler/icons-react/icons/IconUserCheck';
import { useEffect } from 'react';
import type { RoleState } from '../../../../shared/domain/pins.ts';
import { useClient, useSignInQuestion } from '../../connection/use-connection.ts';
import { useTexts } from '../../language/use-texts.ts';

/** How often the host is told that somebody is there. */
const TOUCHED_EVERY_MS = 20_000;

/** Who is signed in, and the way to sign in and to lock; where there are no PINs, that there are none. */
export default function RoleChip({ state }: { readonly state: RoleState }) {
  const client = useClient();
  const t = useTexts('roles');
  const { ask } = useSignInQuestion();
  const { mode, signedIn, withPin } = state;
  useEffect(() => {
    if (signedIn === null) return undefined;
    let last = performance.now();
    const touch = () => {
      if (performance.now() - last < TOUCHED_EVERY_MS) return;
      last = performance.now();
      client.roles.touch().catch(() => undefined);
    };
    const events = ['pointerdown', 'keydown'] as const;
    for (const name of events) window.addEventListener(name, touch, { passive: true });
    return () => {
      for (const name of events) window.removeEventListener(name, touch);
    };
  }, [client, signedIn]);

  if (mode !== 'pins')
    return (
      <a className="role-chip" href="#/settings/permissions" title={t('chip.noPinsTitle')}>
        <IconLockOpen aria-hidden size={20} />
        <span>{t('chip.noPins')}</span>
      </a>
    );
  if (signedIn === null)
    return (
      <Button
        variant="subtle"
        leftSection={<IconLock aria-hidden size={20} />}
        onClick={() => void ask({ request: null, roles: withPin, wished: true })}
      >
        {t('chip.signIn')}
      </Button>
    );
  return (
    <>
      <span className="role-signed-in">
        <IconUserCheck aria-hidden size={20} />
        <span>{t('chip.signedIn', { role: t(`role.${signedIn}`) })}</span>
      </span>
      <Button variant="light" leftSection={<IconLock aria-hidden size={20} />} onClick={() => void client.roles.lock()}>
        {t('chip.lock')}
      </Button>
    </>
  );
}
