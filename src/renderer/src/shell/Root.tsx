import { Center, Loader, MantineProvider } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { About, ContractClient } from '../../../shared/contract.ts';
import type { PublishedCauses } from '../../../shared/domain/guide.ts';
import { connect, type Connection } from '../connection/connect.ts';
import { ClientProvider } from '../connection/context.ts';
import { wordingFor, WordingProvider } from '../language/wording-context.ts';
import { theme } from '../theme.ts';
import { Shell } from './Shell.tsx';
import { Trouble } from './Trouble.tsx';

/** One connection for the life of the page: a reload makes a new one. */
let connecting: Promise<Connection> | null = null;

/** Connection, language and theme around the screens. */
export function Root() {
  const [client, setClient] = useState<ContractClient | null>(null);
  const [about, setAbout] = useState<About | null>(null);
  const [guide, setGuide] = useState<PublishedCauses>({});
  const [lost, setLost] = useState(false);

  useEffect(() => {
    connecting ??= connect();
    connecting
      .then(async (connection) => {
        void connection.lost.then(() => setLost(true));
        setGuide(await connection.client.app.guide());
        setAbout(await connection.client.app.about());
        // The client is a callable proxy: React would take it for an updater function.
        setClient(() => connection.client);
      })
      .catch(() => setLost(true));
  }, []);

  const language = about?.language ?? 'zh-CN';
  const wording = wordingFor(language, guide);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = wordingFor(language).t('screen:product');
  }, [language]);

  return (
    <MantineProvider theme={theme} forceColorScheme="light">
      <WordingProvider value={wording}>
        {lost ? (
          <Trouble problems={[{ code: 'connection-lost', params: {} }]} />
        ) : client === null || about === null ? (
          <Center mih="100vh">
            <Loader aria-label={wording.t('screen:connecting')} />
          </Center>
        ) : (
          <ClientProvider value={client}>
            <Shell about={about} onAbout={setAbout} />
          </ClientProvider>
        )}
      </WordingProvider>
    </MantineProvider>
  );
}
