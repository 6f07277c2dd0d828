import IconPhone from '@tabler/icons-react/icons/IconPhone';
import { useEffect, useState } from 'react';
import { useClient } from '../../connection/use-connection.ts';
import { useTexts } from '../../language/use-texts.ts';

/** Telephone of the service desk; null where there is none, undefined while it is not known. */
export function useHotline(): string | null | undefined {
  const client = useClient();
  const [hotline, setHotline] = useState<string | null | undefined>(undefined);
  useEffect(() => {
    client.requests
      .hotline()
      .then(setHotline)
      .catch(() => undefined);
  }, [client]);
  return hotline;
}

/** The number to ring, and what to say there. */
export function HotlineCard({ number }: { readonly number: string | null }) {
  const t = useTexts('screen');
  const hotline = useHotline();
  if (hotline === undefined) return null;
  return (
    <p className="hotline">
      <IconPhone size={22} aria-hidden />
      {hotline === null ? (
        <span>{t('requests.hotline.none')}</span>
      ) : (
        <span>
          {t('requests.hotline.label')} <b>{hotline}</b>
          {number !== null && <small>{t('requests.hotline.quote', { number })}</small>}
        </span>
      )}
    </p>
  );
}
