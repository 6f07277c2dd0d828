import { Button, MantineProvider } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Outcome, Verdict } from '../../src/shared/domain/finding.ts';
import { Drawer } from '../../src/renderer/src/components/Drawer.tsx';
import { Notice, type NoticeTone } from '../../src/renderer/src/components/Notice.tsx';
import { OutcomeIcon } from '../../src/renderer/src/components/OutcomeIcon.tsx';
import { PageTabs } from '../../src/renderer/src/components/PageTabs.tsx';
import { ProblemAlert } from '../../src/renderer/src/components/ProblemAlert.tsx';
import { QrPicture } from '../../src/renderer/src/components/QrPicture.tsx';
import SavedFileToast from '../../src/renderer/src/components/SavedFileToast.tsx';
import { UndoToast } from '../../src/renderer/src/components/UndoToast.tsx';
import { VerdictChip } from '../../src/renderer/src/components/VerdictChip.tsx';
import { resolveVariables, theme } from '../../src/renderer/src/design/theme.ts';
import { useColorScheme } from '../../src/renderer/src/design/use-color-scheme.ts';
import { HeadsetDrawing } from '../../src/renderer/src/drawings/HeadsetDrawing.tsx';
import type { HeadsetForm } from '../../src/renderer/src/drawings/headset-form.ts';
import { useTexts, useWording } from '../../src/renderer/src/language/use-texts.ts';
import { type Badge, Rail } from '../../src/renderer/src/shell/Rail.tsx';
import { SCREENS } from '../../src/renderer/src/shell/place.ts';
import { DoneDrawing } from '../../src/renderer/src/drawings/DoneDrawing.tsx';
import { EmptyRecordsDrawing } from '../../src/renderer/src/drawings/EmptyRecordsDrawing.tsx';
import { FirstRunDrawing } from '../../src/renderer/src/drawings/FirstRunDrawing.tsx';
import { LostConnectionDrawing } from '../../src/renderer/src/drawings/LostConnectionDrawing.tsx';
import { NoProblemsDrawing } from '../../src/renderer/src/drawings/NoProblemsDrawing.tsx';
import { KioskPieces } from './Kiosk.tsx';
import { Fields } from './Fields.tsx';
import { LONG } from './long-name.ts';
import { PortPictures, ProblemSteppers } from './Problems.tsx';

const VERDICTS: readonly Verdict[] = ['ready', 'usable', 'not-ready', 'unknown'];
const OUTCOMES: readonly Outcome[] = ['pass', 'warn', 'fail', 'unknown', 'not-applicable'];
const TONES: readonly NoticeTone[] = ['info', 'attention', 'error', 'done'];
const FORMS: readonly HeadsetForm[] = ['tethered', 'stand-alone', 'glasses'];
const NOTHING = { act: () => undefined, takeBack: () => undefined };
const VARIANTS = ['filled', 'default', 'light', 'subtle'] as const;

/** Every component of the screens in every state, for eyes and for axe; it is part of no program. */
export function Gallery({ onTouch }: { readonly onTouch: (what: string) => void }) {
  const scheme = useColorScheme('system');
  return (
    <MantineProvider theme={theme} forceColorScheme={scheme} cssVariablesResolver={resolveVariables}>
      <Pages onTouch={onTouch} />
    </MantineProvider>
  );
}

function Pages({ onTouch }: { readonly onTouch: (what: string) => void }) {
  const t = useTexts('screen');
  const { t: any } = useWording();
  const [isOpen, setOpen] = useState(false);
  const badge: Badge = { count: 3, label: t('home.moreRequests', { count: 3 }) };
  return (
    <div className="frame">
      <Rail
        screen="check"
        badges={{ requests: badge, inspections: { ...badge, count: 120 } }}
        onScreen={onTouch}
        onTracked={() => onTouch('badge')}
      />
      <main id="main">
        <h1>{t('product')}</h1>
        <Part name="Buttons">
          {VARIANTS.map((variant) => (
            <Button key={variant} variant={variant} onClick={() => onTouch(variant)}>
              {t('check.again')}
            </Button>
          ))}
          <Button disabled>{t('check.again')}</Button>
          <Button loading>{t('check.again')}</Button>
          <Button color="failed">{t('requests.reportAll')}</Button>
          <Button color="failed" variant="outline">
            {t('requests.reportAll')}
          </Button>
          <Button variant="default">{LONG}</Button>
        </Part>
        <Part name="Verdicts and outcomes">
          {VERDICTS.map((verdict) => (
            <VerdictChip key={verdict} verdict={verdict} />
          ))}
          {OUTCOMES.map((outcome) => (
            <span key={outcome} className="tone-pill" data-outcome={outcome}>
              <OutcomeIcon outcome={outcome} /> {any(`terms:outcome.${outcome}`)}
            </span>
          ))}
        </Part>
        <Part name="Notices">
          {TONES.map((tone) => (
            <Notice
              key={tone}
              tone={tone}
              title={t('failed.action')}
              onClose={() => onTouch(tone)}
              action={<Button variant="default">{t('failed.reload')}</Button>}
            >
              {tone === 'info' ? LONG : t('failed.actionNext')}
            </Notice>
          ))}
          <ProblemAlert
            problems={[
              { code: 'disk-full', params: { file: 'vrlab.sqlite' } },
              { code: 'file-not-utf8', params: { file: LONG } },
            ]}
          />
          <UndoToast undo={{ pending: { label: t('product'), commit: () => undefined }, ...NOTHING }} />
          <SavedFileToast />
          <UndoToast undo={{ pending: { label: LONG, commit: () => undefined }, ...NOTHING }} />
          <Button variant="default" onClick={() => setOpen(true)}>
            Drawer
          </Button>
          {isOpen && (
            <Drawer title={LONG} onClose={() => setOpen(false)}>
              <p>{t('failed.actionNext')}</p>
              <Button onClick={() => onTouch('drawer')}>{t('check.again')}</Button>
            </Drawer>
          )}
        </Part>
        <Part name="Fields">
          <Fields onTouch={onTouch} />
        </Part>
        <Part name="Problems">
          <ProblemSteppers onTouch={onTouch} />
        </Part>
        <Part name="Pictures of ports">
          <PortPictures />
        </Part>
        <Part name="Kiosk">
          <KioskPieces onTouch={onTouch} />
        </Part>
        <Part name="Navigation">
          <PageTabs label="Tabs" tabs={SCREENS} current="records" nameOf={(name) => t(`nav.${name}`)} onTab={onTouch} />
        </Part>
        <Part name="Drawings">
          {FORMS.map((form) => (
            <HeadsetDrawing key={form} form={form} />
          ))}
          <HeadsetDrawing form="tethered" absent />
          <EmptyRecordsDrawing />
          <NoProblemsDrawing />
          <DoneDrawing />
          <FirstRunDrawing />
          <LostConnectionDrawing />
          <QrPicture text="VRLAB" label="QR" side={112} />
        </Part>
      </main>
    </div>
  );
}

function Part({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <section className="card">
      <h2>{name}</h2>
      <div className="gallery-part">{children}</div>
    </section>
  );
}
