import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import type { LevelDecision } from '../../../../shared/domain/inspection/inspection-plan.ts';
import { hotlineSchema } from '../../../../shared/domain/hotline.ts';
import type { Problem } from '../../../../shared/domain/problem.ts';
import type { Teacher } from '../../../../shared/domain/teacher.ts';
import { ContactFields } from '../../components/ContactFields.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { useClient } from '../../connection/use-connection.ts';
import { useTexts } from '../../language/use-texts.ts';
import { ServiceLevelFields } from './ServiceLevelFields.tsx';

const UNKNOWN: Teacher = { schema: 'vrlab.teacher/1', contact: null, level: null, uses: [], subject: '', stage: '' };

const withoutHotline = ({ hotline: _hotline, ...teacher }: Teacher): Teacher => teacher;

/** Contact for requests, and the service level that this lab's teacher is entitled to. All of it optional. */
export function TeacherForm() {
  const client = useClient();
  const t = useTexts('screen');
  const [teacher, setTeacher] = useState<Teacher | null>(null);
  const [decision, setDecision] = useState<LevelDecision | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [saved, setSaved] = useState(false);
  /** The contact is masked, as the host returns it. */
  const [masked, setMasked] = useState(false);

  useEffect(() => {
    const read = async () => {
      const stored = await client.teacher.get();
      setTeacher((stored.ok ? stored.value : null) ?? UNKNOWN);
      setMasked(stored.ok && stored.value?.contact != null);
      setProblem(stored.ok ? null : stored.problem);
    };
    void read();
  }, [client]);
  useEffect(() => {
    let isCurrent = true;
    const decide = async () => {
      if (teacher === null) return;
      const decided = await client.teacher.level({ ...withoutHotline(teacher), contact: null, subject: '', stage: '' });
      if (isCurrent) setDecision(decided);
    };
    void decide();
    return () => {
      isCurrent = false;
    };
  }, [client, teacher]);
  if (teacher === null) return null;

  const hotline = teacher.hotline?.trim() ?? '';
  const isHotlineWrong = hotline !== '' && !hotlineSchema.safeParse(hotline).success;
  const change = (fields: Partial<Teacher>) => {
    setTeacher({ ...teacher, ...fields });
    setSaved(false);
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (isHotlineWrong) return;
    const result = await client.teacher.save(hotline === '' ? withoutHotline(teacher) : teacher);
    setProblem(result.ok ? null : result.problem);
    setSaved(result.ok);
    if (!result.ok) return;
    setTeacher(result.value);
    setMasked(result.value.contact !== null);
  };
  const show = async () => {
    const contact = await client.teacher.reveal();
    setProblem(contact.ok ? null : contact.problem);
    if (!contact.ok) return;
    setTeacher({ ...teacher, contact: contact.value });
    setMasked(false);
  };

  return (
    <form onSubmit={(event) => void save(event)} noValidate>
      <Stack gap="md" maw={820}>
        <Title order={3}>{t('teacher.heading')}</Title>
        <Text>{t('teacher.intro')}</Text>
        <ProblemAlert problems={problem === null ? [] : [problem]} />
        <ContactFields
          contact={teacher.contact}
          onChange={(contact) => change({ contact })}
          onShow={masked ? () => void show() : null}
        />
        <Group grow>
          {(['subject', 'stage'] as const).map((field) => (
            <TextInput
              key={field}
              label={t(`teacher.${field}`)}
              value={teacher[field]}
              maxLength={40}
              autoComplete="off"
              onChange={(event) => change({ [field]: event.currentTarget.value })}
            />
          ))}
        </Group>
        <TextInput
          label={t('teacher.hotline')}
          description={t('teacher.hotlineHelp')}
          value={teacher.hotline ?? ''}
          maxLength={40}
          inputMode="tel"
          autoComplete="off"
          error={isHotlineWrong ? t('teacher.hotlineWrong') : undefined}
          onChange={(event) => change({ hotline: event.currentTarget.value })}
        />
        {decision !== null && <ServiceLevelFields teacher={teacher} decision={decision} onChange={change} />}
        <Group>
          <Button type="submit">{t('teacher.save')}</Button>
          <Text component="output" fw={600} c="var(--color-ready)">
            {saved ? t('teacher.saved') : ''}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}
