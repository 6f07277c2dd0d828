import { useEffect, useState } from 'react';
import { Stack, Text, Title } from '@mantine/core';
import type { Lockdown, LockdownLevel } from '../../../../shared/domain/kiosk.ts';
import { Loading } from '../../components/Loading.tsx';
import { Notice, type NoticeTone } from '../../components/Notice.tsx';
import { useClient } from '../../connection/use-connection.ts';
import { useTexts } from '../../language/use-texts.ts';

const TONES: Readonly<Record<LockdownLevel, NoticeTone>> = {
  locked: 'done',
  partly: 'attention',
  open: 'attention',
  unknown: 'attention',
};

/** How far the operating system keeps pupils inside, as it was seen just now. */
export default function LockdownSection() {
  const client = useClient();
  const [lockdown, setLockdown] = useState<Lockdown | null>(null);
  useEffect(() => {
    const left = new AbortController();
    client.kiosk.lockdown(undefined, { signal: left.signal }).then(setLockdown, (cause: unknown) => {
      if (!left.signal.aborted) throw cause;
    });
    return () => left.abort();
  }, [client]);
  const t = useTexts('kiosk');
  return lockdown === null ? <Loading label={t('screen:history.loading')} /> : <LockdownFacts lockdown={lockdown} />;
}

/** The level, and for each aspect what it comes from. */
export function LockdownFacts({ lockdown: { level, reasons, edition } }: { readonly lockdown: Lockdown }) {
  const t = useTexts('kiosk');
  return (
    <section aria-labelledby="lockdown-heading">
      <Stack gap="sm">
        <Title order={2} id="lockdown-heading">
          {t('lockdown.heading')}
        </Title>
        <Text>{t('lockdown.intro')}</Text>
        <Notice tone={TONES[level]}>{t(`lockdown.level.${level}`)}</Notice>
        <dl className="lockdown-aspects">
          {reasons.map(({ aspect, is, reason }) => (
            <div key={aspect}>
              <dt>
                {t(`lockdown.aspect.${aspect}`)} · {t(`lockdown.is.${is}`)}
              </dt>
              <dd>{t(`lockdown.reason.${reason}`)}</dd>
              {is === 'unknown' && <dd className="lockdown-todo">{t(`lockdown.todo.${aspect}`)}</dd>}
            </div>
          ))}
        </dl>
        {edition !== null && <Text c="var(--color-text-secondary)">{t('lockdown.edition', { edition })}</Text>}
      </Stack>
    </section>
  );
}
