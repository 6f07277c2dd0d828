import { Button } from '@mantine/core';
import IconPlugConnected from '@tabler/icons-react/icons/IconPlugConnected';
import { useEffect, useRef } from 'react';
import type { LiveState } from '../../../../shared/domain/check-run.ts';
import type { RecognisedDevice } from '../../../../shared/domain/device.ts';
import { HeadsetDrawing, type HeadsetForm } from '../../drawings/HeadsetDrawing.tsx';
import { Panel } from '../../failures/Panel.tsx';
import { useTexts, useWording } from '../../language/use-texts.ts';
import type { GoTo } from '../../shell/place.ts';
import type { StationOnScreen } from '../settings/StationForm.tsx';
import { StartLesson } from './StartLesson.tsx';
import { HomeCards } from './HomeCards.tsx';

/** As they are written on the keyboard. */
const START_KEYS = ['Enter', 'F5'];

interface HomeViewProps {
  readonly live: LiveState | null;
  readonly station: StationOnScreen;
  readonly onStart: () => void;
  readonly onPlace: GoTo;
  /** What became of the check before, where it gave no verdict. */
  readonly notice: React.ReactNode;
}

/** The question of every morning, and what is known before anything is pressed. */
export function HomeView({ live, station, onStart, onPlace, notice }: HomeViewProps) {
  const t = useTexts('screen');
  const start = useStartKeys(onStart);
  const headset = live?.devices.find(({ kind }) => kind === 'headset') ?? null;
  return (
    <div className="home">
      <section className="card hero" aria-labelledby="hero-question">
        <div className="hero-words">
          <p className="eyebrow">{t('home.eyebrow')}</p>
          <h2 id="hero-question">{t('check.heading')}</h2>
          <p className="lead">{t('check.intro')}</p>
          <LiveChips live={live} />
          {notice}
          <div className="hero-actions">
            <Button ref={start} className="start-check" onClick={onStart}>
              {t('check.start')}
            </Button>
            <StartLesson />
          </div>
          <p className="key-hint">
            {t('home.keys')}{' '}
            {START_KEYS.map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
          </p>
        </div>
        <figure className="hero-picture">
          <HeadsetDrawing form={formOf(headset)} absent={headset === null} />
          <figcaption>
            <HeadsetCaption live={live} headset={headset} />
          </figcaption>
        </figure>
      </section>
      <Panel name="home-cards" title={t('home.cards')}>
        <HomeCards station={station} onPlace={onPlace} />
      </Panel>
    </div>
  );
}

/** The button has the focus, so that Enter and Space start a check; F5 does everywhere on this screen, instead of a reload. */
function useStartKeys(onStart: () => void) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'F5' || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      onStart();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [onStart]);
  return button;
}

const formOf = (device: RecognisedDevice | null): HeadsetForm => (device === null ? 'tethered' : 'tethered');

function HeadsetCaption({
  live,
  headset,
}: {
  readonly live: LiveState | null;
  readonly headset: RecognisedDevice | null;
}) {
  const t = useTexts('screen');
  const { deviceName } = useWording();
  if (live === null) return null;
  return headset === null ? t('home.noHeadset') : <b>{deviceName(headset)}</b>;
}

/** What is connected this moment. No verdict: that is what the button is for. */
function LiveChips({ live }: { readonly live: LiveState | null }) {
  const t = useTexts('screen');
  const { deviceName } = useWording();
  return (
    <ul className="chips" aria-live="polite">
      {live === null ? (
        <li className="chip">{t('home.looking')}</li>
      ) : live.devices.length === 0 ? (
        <li className="chip">{t('devices.none')}</li>
      ) : (
        live.devices.map((device) => (
          <li key={device.subject} className="chip" data-connected>
            <IconPlugConnected size={18} aria-hidden />
            {deviceName(device)}
            {device.speed !== null && <small>{t(`devices:speedShort.${device.speed}`)}</small>}
          </li>
        ))
      )}
    </ul>
  );
}
