import IconPhone from '@tabler/icons-react/icons/IconPhone';
import { useEffect, useState } from 'react';
import type { HotlineShown } from '../../../../shared/domain/service-hours.ts';
import { hoursInWords } from '../../../../shared/service-hours-words.ts';
import { useClient } from '../../connection/use-connection.ts';
import { useTexts, useWording } from '../../language/use-texts.ts';

/** Telephone of the service desk; null where there is none, undefined while it is not known. */
export function useHotline(): HotlineShown | null | undefined {
  const client = useClient();
  const [hotline, setHotline] = useState<HotlineShown | null | undefined>(undefined);
  useEffect(() => {
    client.requests
      .hotline()
      .then(setHotline)
      .catch(() => undefined);
  }, [client]);
  return hotline;
}

/** The number to ring, when it is answered, and what to say there. */
export function HotlineCard({ number }: { readonly number: string | null }) {
  const t = useTexts('screen');
  const wording = useWording();
  const hotline = useHotline();
  if (hotline === undefined) return null;
  return (
    <p className="hotline">
      <IconPhone size={22} aria-hidden />
      {hotline === null ? (
        <span>{t('requests.hotline.none')}</span>
      ) : (
        <span>
          {t('requests.hotline.label')} <b>{hotline.number}</b>
          {hotline.hours.length > 0 && <small>{hoursInWords(hotline.hours, wording)}</small>}
          {number !== null && <small>{t('requests.hotline.quote', { number })}</small>}
        </span>
      )}
    </p>
  );
}
