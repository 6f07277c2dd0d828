import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Teacher } from '../../../../shared/domain/teacher.ts';
import { useClient } from '../../connection/use-connection.ts';
import { useTexts } from '../../language/use-texts.ts';

const REST = ['teacher', 'channels', 'permissions'] as const;
type Rest = (typeof REST)[number];

/** The end of the first set-up: who is called when something fails, and what may be set up now or later. */
export function WhomToCall({ onTab }: { readonly onTab: (tab: Rest) => void }) {
  const client = useClient();
  const t = useTexts('settings');
  const [teacher, setTeacher] = useState<Teacher | null>(null);
  useEffect(() => {
    let isGone = false;
    void client.teacher.get().then((found) => {
      if (!isGone && found.ok) setTeacher(found.value);
    });
    return () => {
      isGone = true;
    };
  }, [client]);

  const { contact = null, hotline = '' } = teacher ?? {};
  const said: Readonly<Record<Rest, string>> = {
    teacher: contact === null ? t('guide.noContact') : t('guide.contact', { name: contact.name, phone: contact.phone }),
    channels: t('guide.channelsHelp'),
    permissions: t('guide.permissionsHelp'),
  };
  return (
    <section className="guide-rest" aria-labelledby="guide-rest-heading">
      <h3 id="guide-rest-heading">{t('guide.restHeading')}</h3>
      <ul>
        {REST.map((name) => (
          <li key={name}>
            <span>
              {said[name]}
              {name === 'teacher' && hotline !== '' && <span>{t('guide.hotline', { hotline })}</span>}
            </span>
            <Button variant="default" onClick={() => onTab(name)}>
              {t(`guide.to.${name}`)}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
