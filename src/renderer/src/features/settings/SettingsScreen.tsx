import './settings.css';
import { useState } from 'react';
import { Radio, Stack, Text, Title } from '@mantine/core';
import { APPEARANCES, isAppearance } from '../../../../shared/domain/appearance.ts';
import type { About } from '../../../../shared/contract.ts';
import type { RoleState } from '../../../../shared/domain/pins.ts';
import type { Role } from '../../../../shared/domain/role.ts';
import { PageTabs } from '../../components/PageTabs.tsx';
import { useClient } from '../../connection/use-connection.ts';
import { Panel } from '../../failures/Panel.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { lazyScreen } from '../../shell/lazy-screen.tsx';
import { type GoTo, type Place, TABS } from '../../shell/place.ts';
import { AboutPage } from './AboutPage.tsx';
import { isReadOnly, ReadOnlyProvider } from './ChangeableFields.tsx';
import PrivacySection from './PrivacySection.tsx';
import { SignInLine } from './SignInLine.tsx';
import { StationForm, type StationOnScreen } from './StationForm.tsx';
import { StationGuide } from './StationGuide.tsx';
import { TeacherForm } from './TeacherForm.tsx';

interface SettingsScreenProps {
  readonly place: Place;
  readonly onPlace: GoTo;
  readonly about: About;
  readonly onAbout: (about: About) => void;
  readonly station: Exclude<StationOnScreen, undefined>;
  readonly roles: RoleState | null;
  readonly onSaved: () => Promise<void>;
}

const ChannelsPage = lazyScreen('channels', () => import('./channels/ChannelsPage.tsx'));
const LogPage = lazyScreen(null, () => import('./LogPage.tsx'));
const SocketsPage = lazyScreen('sockets', () => import('./sockets/SocketsPage.tsx'));

const PermissionsPage = lazyScreen('roles', () => import('../roles/PermissionsPage.tsx'));

type Tab = (typeof TABS.settings)[number];

/** Who may change what each page shows. */
const CHANGED_BY: Readonly<Record<Tab, Role>> = {
  seat: 'engineer',
  sockets: 'engineer',
  teacher: 'teacher',
  channels: 'administrator',
  permissions: 'administrator',
  appearance: 'everyone',
  privacy: 'administrator',
  log: 'engineer',
  about: 'everyone',
};

/** The seat, its teacher, how the screens look, personal data, and what is inside this program. */
export default function SettingsScreen({
  place,
  onPlace,
  about,
  onAbout,
  station,
  roles,
  onSaved,
}: SettingsScreenProps) {
  const t = useTexts('screen');
  const texts = useTexts('settings');
  /** Stays after the first save, for its last step. */
  const [isFirstTime, setFirstTime] = useState(station === null);
  const tab = (TABS.settings.find((name) => name === place.tab) ?? 'seat') satisfies Tab;
  return (
    <div className="page">
      <PageTabs
        label={t('nav.settings')}
        tabs={TABS.settings}
        current={tab}
        nameOf={(name) => t(`settings.${name}`)}
        onTab={(name) => onPlace({ tab: name })}
      />
      <SignInLine state={roles} role={CHANGED_BY[tab]} />
      <ReadOnlyProvider value={isReadOnly(roles, CHANGED_BY[tab])}>
        {tab === 'seat' && (
          <Panel name="station" title={texts('station.heading')}>
            {isFirstTime ? (
              <StationGuide onSaved={onSaved} onPlace={onPlace} onForm={() => setFirstTime(false)} />
            ) : (
              <StationForm station={station} onSaved={onSaved} />
            )}
          </Panel>
        )}
        {tab === 'sockets' && (
          <Panel name="sockets" title={t('settings.sockets')}>
            <SocketsPage />
          </Panel>
        )}
        {tab === 'teacher' && (
          <Panel name="teacher" title={texts('teacher.heading')}>
            <TeacherForm />
          </Panel>
        )}
        {tab === 'permissions' && (
          <Panel name="permissions" title={t('settings.permissions')}>
            <PermissionsPage />
          </Panel>
        )}
        {tab === 'channels' && (
          <Panel name="channels" title={t('settings.channels')}>
            <ChannelsPage />
          </Panel>
        )}
        {(tab === 'appearance' || tab === 'privacy') && (
          <section className="card settings-card">
            {tab === 'appearance' && <AppearanceChoice about={about} onAbout={onAbout} />}
            {tab === 'privacy' && (
              <Panel name="privacy" title={t('privacy:heading')}>
                <PrivacySection />
              </Panel>
            )}
          </section>
        )}
        {tab === 'log' && (
          <Panel name="log" title={t('settings.log')}>
            <LogPage />
          </Panel>
        )}
        {tab === 'about' && <AboutPage about={about} onAbout={onAbout} />}
      </ReadOnlyProvider>
    </div>
  );
}

function AppearanceChoice({ about, onAbout }: Pick<SettingsScreenProps, 'about' | 'onAbout'>) {
  const client = useClient();
  const t = useTexts('settings');
  const choose = async (appearance: string) => {
    if (isAppearance(appearance)) onAbout(await client.app.setAppearance({ appearance }));
  };
  return (
    <Stack>
      <Title order={2}>{t('screen:settings.appearance')}</Title>
      <Radio.Group
        label={t('appearance.label')}
        size="md"
        value={about.appearance}
        onChange={(value) => void choose(value)}
      >
        <Stack gap={0} pt="sm">
          {APPEARANCES.map((name) => (
            <Radio key={name} value={name} label={t(`appearance.${name}`)} size="md" py="sm" />
          ))}
        </Stack>
      </Radio.Group>
      <Text c="var(--color-text-secondary)">{t('appearance.help')}</Text>
    </Stack>
  );
}
