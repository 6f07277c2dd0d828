import { Group, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import type { LevelDecision } from '../../../../shared/domain/inspection/inspection-plan.ts';
import { hotlineSchema } from '../../../../shared/domain/hotline.ts';
import type { Problem } from '../../../../shared/domain/problem.ts';
import type { Teacher } from '../../../../shared/domain/teacher.ts';
import { isPhone } from '../../../../shared/phone.ts';
import { ContactFields, PHONE_FIELD } from '../../components/ContactFields.tsx';
import { useClient } from '../../connection/use-connection.ts';
import { useTexts } from '../../language/use-texts.ts';
import { FieldErrors, focusField } from './FieldErrors.tsx';
import { ChangeableFields } from './ChangeableFields.tsx';
import { SaveBar } from './SaveBar.tsx';
import { HOURS_FIELD, isOpening, ServiceHoursFields } from './ServiceHoursFields.tsx';
import { ServiceLevelFields } from './ServiceLevelFields.tsx';
import { useUnsaved } from './use-unsaved.tsx';

const HOTLINE_FIELD = 'hotline';
const UNKNOWN: Teacher = { schema: 'vrlab.teacher/1', contact: null, level: null, uses: [], subject: '', stage: '' };

const withoutHotline = ({ hotline: _hotline, hotlineHours: _hours, ...teacher }: Teacher): Teacher => teacher;

/** Contact for requests, and the service level that this lab's teacher is entitled to. All of it optional. */
export function TeacherForm() {
  const client = useClient();
  const t = useTexts('settings');
  const [teacher, setTeacher] = useState<Teacher | null>(null);
  const [stored, setStored] = useState<Teacher | null>(null);
  const [validated, setValidated] = useState(false);
  const [decision, setDecision] = useState<LevelDecision | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [saved, setSaved] = useState(false);
  /** The contact is masked, as the host returns it. */
  const [masked, setMasked] = useState(false);

  useEffect(() => {
    const load = async () => {
      const read = await client.teacher.get();
      const found = (read.ok ? read.value : null) ?? UNKNOWN;
      setTeacher(found);
      setStored(found);
      setMasked(read.ok && read.value?.contact != null);
      setProblem(read.ok ? null : read.problem);
    };
    void load();
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
  const isChanged = JSON.stringify(teacher) !== JSON.stringify(stored);
  const hotline = teacher?.hotline?.trim() ?? '';
  const isHotlineWrong = hotline !== '' && !hotlineSchema.safeParse(hotline).success;
  const isHoursWrong = hotline !== '' && teacher?.hotlineHours?.every(isOpening) === false;
  const wrong = [
    ...(isPhone(teacher?.contact?.phone ?? '') ? [] : [{ field: PHONE_FIELD, text: t('teacher.badPhone') }]),
    ...(isHotlineWrong ? [{ field: HOTLINE_FIELD, text: t('teacher.hotlineWrong') }] : []),
    ...(isHoursWrong ? [{ field: HOURS_FIELD, text: t('teacher.hoursWrong') }] : []),
  ];
  const errors = validated ? wrong : [];

  const save = async (): Promise<boolean> => {
    if (teacher === null) return true;
    setValidated(true);
    const [first] = wrong;
    if (first !== undefined) {
      focusField(first.field);
      return false;
    }
    const result = await client.teacher.save(hotline === '' ? withoutHotline(teacher) : teacher);
    setProblem(result.ok ? null : result.problem);
    setSaved(result.ok);
    if (!result.ok) return false;
    setTeacher(result.value);
    setStored(result.value);
    setMasked(result.value.contact !== null);
    return true;
  };
  const question = useUnsaved(isChanged, save);
  if (teacher === null) return null;

  const change = (fields: Partial<Teacher>) => {
    setTeacher({ ...teacher, ...fields });
    setSaved(false);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };
  const show = async () => {
    const contact = await client.teacher.reveal();
    setProblem(contact.ok ? null : contact.problem);
    if (!contact.ok) return;
    setTeacher({ ...teacher, contact: contact.value });
    setStored((now) => (now === null ? null : { ...now, contact: contact.value }));
    setMasked(false);
  };

  return (
    <form className="settings-form" onSubmit={submit} noValidate>
      <FieldErrors errors={errors} />
      <ChangeableFields>
        <div className="settings-columns">
          <section className="card settings-card" aria-labelledby="teacher-heading">
            <h2 id="teacher-heading">{t('teacher.heading')}</h2>
            <p className="muted">{t('teacher.intro')}</p>
            <ContactFields
              contact={teacher.contact}
              onChange={(contact) => change({ contact })}
              onShow={masked ? () => void show() : null}
              phoneError={errors.find(({ field }) => field === PHONE_FIELD)?.text ?? null}
            />
            <Group grow align="start">
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
              id={HOTLINE_FIELD}
              label={t('teacher.hotline')}
              description={t('teacher.hotlineHelp')}
              value={teacher.hotline ?? ''}
              maxLength={40}
              inputMode="tel"
              autoComplete="off"
              error={isHotlineWrong ? t('teacher.hotlineWrong') : undefined}
              onChange={(event) => change({ hotline: event.currentTarget.value })}
            />
            {hotline !== '' && (
              <ServiceHoursFields
                hours={teacher.hotlineHours ?? []}
                onChange={(hotlineHours) => change({ hotlineHours })}
              />
            )}
          </section>
          {decision !== null && (
            <section className="card settings-card">
              <ServiceLevelFields teacher={teacher} decision={decision} onChange={change} />
            </section>
          )}
        </div>
      </ChangeableFields>
      <SaveBar
        label={t('teacher.save')}
        isChanged={isChanged}
        saved={saved ? t('teacher.saved') : null}
        problem={problem}
      />
      {question}
    </form>
  );
}
