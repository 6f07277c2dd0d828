import { Stack } from '@mantine/core';
import type { SessionControl } from '../session/use-session.ts';
import { BooksPart } from './BooksPart.tsx';
import { IntakePart } from './IntakePart.tsx';
import { SeatsPart } from './SeatsPart.tsx';

/** Seats with what came from them, and the equipment against the books. */
export function LabView({ control }: { readonly control: SessionControl }) {
  return (
    <Stack gap="xl">
      <SeatsPart control={control} />
      <IntakePart control={control} />
      <BooksPart control={control} />
    </Stack>
  );
}
