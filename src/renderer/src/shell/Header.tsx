import { Box, Button, Group, Text } from '@mantine/core';
import type { About } from '../../../shared/contract.ts';
import type { StationOnScreen } from '../features/station/StationPage.tsx';
import { useTexts, useWording } from '../language/use-texts.ts';
import { type ScreenName, SCREENS } from './place.ts';

interface HeaderProps {
  readonly about: About;
  readonly station: StationOnScreen;
  readonly screen: ScreenName;
  readonly onScreen: (screen: ScreenName) => void;
  readonly onLanguage: () => Promise<void>;
}

export function Header({ about, station, screen, onScreen, onLanguage }: HeaderProps) {
  const t = useTexts('screen');
  const { language } = useWording();
  return (
    <Box component="header" bg="white" style={{ borderBottom: '1px solid #d5dbe6' }}>
      {about.world !== null && (
        <Text ta="center" fw={600} bg="#fff3cd" c="#5c4400" py={6}>
          {t('demo', { world: about.world })}
        </Text>
      )}
      <Group justify="space-between" px="md" py="xs" gap="sm">
        <div>
          <Text component="h1" fw={700} fz="xl" m={0}>
            {t('product')}
          </Text>
          <Text c="#44506a" mih="1.5em">
            {station === null && t('station.notSet')}
            {station === 'unreadable' && t('station.unreadable')}
            {typeof station === 'object' && station !== null && t('station.name', { ...station })}
          </Text>
        </div>
        <Group gap="xs" component="nav" aria-label={t('nav.label')}>
          {SCREENS.map((name) => (
            <Button
              key={name}
              variant={name === screen ? 'filled' : 'default'}
              aria-current={name === screen ? 'page' : undefined}
              onClick={() => onScreen(name)}
            >
              {t(`nav.${name}`)}
            </Button>
          ))}
          <Button variant="default" lang={language === 'zh-CN' ? 'en' : 'zh-CN'} onClick={() => void onLanguage()}>
            {t('language.switchTo')}
          </Button>
        </Group>
      </Group>
    </Box>
  );
}
