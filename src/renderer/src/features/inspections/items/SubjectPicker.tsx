import { Button, Group, NativeSelect } from '@mantine/core';
import type { InspectionSession } from '../../../../../shared/domain/inspection/inspection-session.ts';
import type { Subject } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import { type Cells, countsWhere, isOpen, sectionsFor, type Spot, subjectsOf } from '../session/cells.ts';
import { useSubjectName, useTell } from '../words.ts';

interface SubjectPickerProps {
  readonly session: InspectionSession;
  readonly cells: Cells;
  readonly at: Spot;
  readonly onAt: (spot: Spot) => void;
}

/** Which seat is inspected, each with how far it has come; works the same with 5 and with 100 of them. */
export function SubjectPicker({ session, cells, at, onAt }: SubjectPickerProps) {
  const tell = useTell();
  const name = useSubjectName();
  const subjects = subjectsOf(session);
  const place = subjects.indexOf(at.subject);
  const all = [...cells.values()];
  const go = (subject: Subject | undefined) => {
    if (subject === undefined) return;
    const items = sectionsFor(session.checklist, subject).flatMap((section) => section.items);
    const open = items.find(({ id }) => isOpen(cells.get(`${id}\n${subject}`)));
    const first = open ?? items[0];
    if (first !== undefined) onAt({ item: first.id, subject });
  };
  return (
    <Group align="flex-end" gap="xs">
      <NativeSelect
        label={tell('items.subject')}
        size="lg"
        value={at.subject}
        onChange={(event) => go(event.currentTarget.value)}
        data={subjects.map((subject) => {
          const { asked, open, abnormal } = countsWhere(all, (cell) => cell.subject === subject);
          return {
            value: subject,
            label: tell(abnormal > 0 ? 'items.subjectAbnormal' : 'items.subjectProgress', {
              subject: name(subject),
              said: asked - open,
              asked,
              abnormal,
            }),
          };
        })}
      />
      <Button variant="default" disabled={place <= 0} onClick={() => go(subjects[place - 1])}>
        {tell('items.subjectBefore')}
      </Button>
      <Button variant="default" disabled={place >= subjects.length - 1} onClick={() => go(subjects[place + 1])}>
        {tell('items.subjectNext')}
      </Button>
    </Group>
  );
}
