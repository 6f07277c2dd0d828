import './about.css';
import type { About } from '../../../../shared/contract.ts';
import { Panel } from '../../failures/Panel.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { lazyScreen } from '../../shell/lazy-screen.tsx';
import { PublicationSection } from './PublicationSection.tsx';
import { SoftwareNotices } from './SoftwareNotices.tsx';

interface AboutPageProps {
  readonly about: About;
  readonly onAbout: (about: About) => void;
}

const LockdownSection = lazyScreen('kiosk', () => import('./LockdownSection.tsx'));

/** Which program this is; below it what it judges by, and how far the system keeps pupils inside. */
export function AboutPage({ about, onAbout }: AboutPageProps) {
  const t = useTexts('screen');
  return (
    <>
      <section className="card about-card">
        <SoftwareNotices about={about} />
      </section>
      <div className="settings-columns">
        <section className="card settings-card">
          <PublicationSection onAbout={onAbout} />
        </section>
        <section className="card settings-card">
          <Panel name="lockdown" title={t('settings.about')}>
            <LockdownSection />
          </Panel>
        </section>
      </div>
    </>
  );
}
