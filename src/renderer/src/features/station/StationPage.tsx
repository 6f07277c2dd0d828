import { Stack } from '@mantine/core';
import { Panel } from '../../failures/Panel.tsx';
import { useSay, useWording } from '../../language/wording-context.ts';
import { NoticesPart } from '../privacy/NoticesPart.tsx';
import PrivacyPart from '../privacy/PrivacyPart.tsx';
import type { StationOnScreen } from './station-on-screen.ts';
import { StationScreen } from './StationScreen.tsx';
import { TeacherForm } from './TeacherForm.tsx';

interface StationPageProps {
  readonly station: Exclude<StationOnScreen, undefined>;
  readonly onSaved: () => Promise<void>;
}

/** The seat, who teaches at it, and what is kept of people. */
export default function StationPage({ station, onSaved }: StationPageProps) {
  const say = useSay();
  const { t } = useWording();
  return (
    <Stack gap="xl">
      <Panel name="station" title={say('station.heading')}>
        <StationScreen station={station} onSaved={onSaved} />
      </Panel>
      <Panel name="teacher" title={say('teacher.heading')}>
        <TeacherForm />
      </Panel>
      <Panel name="privacy" title={t('privacy:heading')}>
        <PrivacyPart />
      </Panel>
      <NoticesPart />
    </Stack>
  );
}
