import { Stack } from '@mantine/core';
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
  return (
    <Stack gap="xl">
      <StationScreen station={station} onSaved={onSaved} />
      <TeacherForm />
      <PrivacyPart />
      <NoticesPart />
    </Stack>
  );
}
