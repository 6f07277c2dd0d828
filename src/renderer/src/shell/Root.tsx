import { Center, Loader, MantineProvider } from '@mantine/core';
import { useEffect, useLayoutEffect, useState } from 'react';
import type { About, ContractClient } from '../../../shared/contract.ts';
import type { PublishedCauses } from '../../../shared/domain/guide.ts';
import type { Language } from '../../../shared/domain/language.ts';
import { connect, type Connection } from '../connection/connect.ts';
import { ClientProvider } from '../connection/context.ts';
import { loadLanguage } from '../language/texts.ts';
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
  /** The one that is shown; null until it has been loaded. */
  const [language, setLanguage] = useState<Language | null>(null);
  const [ending, setEnding] = useState<'connection-lost' | 'texts-not-loaded' | null>(null);

  useEffect(() => {
    connecting ??= connect();
    connecting
      .then(async ({ client: connected, lost }) => {
        void lost.then(() => setEnding('connection-lost'));
        const now = await connected.app.about();
        setAbout(now);
        const [words, loaded] = await Promise.all([connected.app.guide(), loadLanguage(now.language)]);
        setGuide(words);
        if (loaded) setLanguage(now.language);
        else setEnding((known) => known ?? 'texts-not-loaded');
        // The client is a callable proxy: React would take it for an updater function.
        setClient(() => connected);
      })
      .catch(() => setEnding('connection-lost'));
  }, []);

  const spoken = language ?? about?.language ?? 'zh-CN';
  const wording = wordingFor(spoken, guide);
  useLayoutEffect(() => {
    document.documentElement.lang = spoken;
    if (language !== null) document.title = wordingFor(language).t('screen:product');
  }, [spoken, language]);

  return (
    <MantineProvider theme={theme} forceColorScheme="light">
      <WordingProvider value={wording}>
        {ending !== null ? (
          <Trouble problems={[{ code: ending, params: {} }]} />
        ) : client === null || about === null || language === null ? (
          <Center mih="100vh">
            <Loader aria-label={wording.t('screen:connecting')} />
          </Center>
        ) : (
          <ClientProvider value={client}>
            <Shell about={about} onAbout={setAbout} onLanguage={setLanguage} />
          </ClientProvider>
        )}
      </WordingProvider>
    </MantineProvider>
  );
}
