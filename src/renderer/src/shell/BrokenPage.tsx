import { Button, Group, Text } from '@mantine/core';
import { START_TEXTS } from '../../../shared/locales/start.ts';
import { ProblemAlert } from '../components/ProblemAlert.tsx';
import { useTexts } from '../language/use-texts.ts';

/** Replaces the whole page when not even the frame of the screens could be rendered: plain elements, both languages. */
export function BrokenPage() {
  return (
    <main className="broken-page">
      {(['zh-CN', 'en'] as const).map((language) => {
        const { product, broken } = START_TEXTS[language].screen;
        const { heading, next, reload } = broken;
        return (
          <section key={language} lang={language} role="alert">
            <p>{product}</p>
            <h1>{heading}</h1>
            <p>{next}</p>
            <button type="button" onClick={() => location.reload()}>
              {reload}
            </button>
          </section>
        );
      })}
    </main>
  );
}

/** Replaces the screens when the host is connected and they still cannot be shown. */
export function StartProblem({ code }: { readonly code: 'texts-not-loaded' | 'start-failed' }) {
  const t = useTexts('screen');
  return (
    <main>
      <Text component="h1" fw={700} fz="xl" m="md">
        {t('product')}
      </Text>
      <ProblemAlert problems={[{ code, params: {} }]} />
      <Group m="md">
        <Button onClick={() => location.reload()}>{t('broken.reload')}</Button>
      </Group>
    </main>
  );
}
