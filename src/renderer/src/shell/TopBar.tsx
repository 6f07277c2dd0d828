import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { About } from '../../../shared/contract.ts';
import type { RoleState } from '../../../shared/domain/pins.ts';
import type { StationOnScreen } from '../features/settings/StationForm.tsx';
import { Unobtrusive } from '../failures/Panel.tsx';
import { useTexts, useWording } from '../language/use-texts.ts';
import { lazyScreen } from './lazy-screen.tsx';

const RoleChip = lazyScreen('roles', () => import('../features/roles/RoleChip.tsx'), null);

interface TopBarProps {
  readonly about: About;
  readonly station: StationOnScreen;
  /** Null until the host has said. */
  readonly roles: RoleState | null;
  readonly onLanguage: () => Promise<void>;
}

/** Which seat this is, by which list it is judged, and the time. */
export function TopBar({ about, station, roles, onLanguage }: TopBarProps) {
  const t = useTexts('screen');
  const { language } = useWording();
  return (
    <header>
      <DemoBanner about={about} />
      <div className="top-bar">
        {typeof station === 'object' && station !== null ? (
          <>
            <span className="seat-plate" title={t('station.name', { ...station })}>
              {station.seat}
            </span>
            <div className="where">
              <h1>{station.lab}</h1>
              <span>{t('bar.place', { school: station.school, seat: station.seat })}</span>
            </div>
          </>
        ) : (
          <div className="where">
            <h1>{t('product')}</h1>
            {station !== undefined && (
              <span>
                {t(station === null ? 'station.notSet' : 'station.unreadable')}{' '}
                <a href="#/settings">{t('station.setUp')}</a>
              </span>
            )}
          </div>
        )}
        <span className="top-bar-end">
          <span className="top-bar-list">
            {t('bar.publication', { version: about.publication.version, age: useAge(about.publication.ageDays) })}
          </span>
          <Clock />
          <span className="role-place">
            {roles !== null && (
              <Unobtrusive name="roles">
                <RoleChip state={roles} />
              </Unobtrusive>
            )}
          </span>
          <Button variant="subtle" lang={language === 'zh-CN' ? 'en' : 'zh-CN'} onClick={() => void onLanguage()}>
            {t('language.switchTo')}
          </Button>
        </span>
      </div>
    </header>
  );
}

/** A demonstration is never taken for this PC, nor its rules for published ones. */
function DemoBanner({ about: { world, publication } }: { readonly about: About }) {
  const t = useTexts('screen');
  if (world === null && !publication.demo) return null;
  return <p className="demo-banner">{world === null ? t('demoPublication') : t('demo', { world })}</p>;
}

function useAge(days: number): string {
  const t = useTexts('screen');
  return days <= 0 ? t('publicationAge.today') : t('publicationAge.days', { count: days });
}

/** Hours and minutes at school (UTC+8), and the day of the week. */
function Clock() {
  const { language } = useWording();
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    let next: ReturnType<typeof setTimeout>;
    const tick = () => {
      setNow(new Date());
      next = setTimeout(tick, 60_000 - (Date.now() % 60_000));
    };
    next = setTimeout(tick, 60_000 - (Date.now() % 60_000));
    return () => clearTimeout(next);
  }, []);
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { timeZone: 'Asia/Shanghai', ...options }).format(now);
  return (
    <time className="clock" dateTime={now.toISOString()}>
      {format({ hour: '2-digit', minute: '2-digit', hour12: false })} {format({ weekday: 'short' })}
    </time>
  );
}
