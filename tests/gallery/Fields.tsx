import { Button, Checkbox, NumberInput, Radio, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ContactFields, PHONE_FIELD } from '../../src/renderer/src/components/ContactFields.tsx';
import { DateField } from '../../src/renderer/src/components/DateField.tsx';
import { DateTimeField } from '../../src/renderer/src/components/DateTimeField.tsx';
import { Loading } from '../../src/renderer/src/components/Loading.tsx';
import { Segmented } from '../../src/renderer/src/components/Segmented.tsx';
import { ShowPersonal } from '../../src/renderer/src/components/ShowPersonal.tsx';
import { FieldErrors } from '../../src/renderer/src/features/settings/FieldErrors.tsx';
import { SaveBar } from '../../src/renderer/src/features/settings/SaveBar.tsx';
import { useTexts } from '../../src/renderer/src/language/use-texts.ts';
import { SCREENS } from '../../src/renderer/src/shell/place.ts';
import { LONG } from './long-name.ts';

/** Everything that is filled in. */
export function Fields({ onTouch }: { readonly onTouch: (what: string) => void }) {
  const t = useTexts('screen');
  const [scope, setScope] = useState<'seat' | 'lab' | 'school'>('lab');
  const [isMasked, setMasked] = useState(true);
  return (
    <>
      <TextInput label={t('requests.form.title')} defaultValue={LONG} />
      <TextInput label={t('requests.form.title')} error={t('requests.form.titleMissing')} />
      <TextInput label={t('requests.form.title')} disabled />
      <NumberInput label={t('requests.form.title')} defaultValue={7} hideControls />
      <Textarea label={t('requests.form.description')} placeholder={t('requests.form.description')} />
      <Select label={t('nav.records')} data={[...SCREENS]} defaultValue="check" />
      <Radio.Group label={t('requests.form.kind')} defaultValue="a">
        <Radio value="a" label={t('requests:terms.scope.seat')} />
        <Radio value="b" label={t('requests:terms.scope.lab')} />
      </Radio.Group>
      <Checkbox label={t('requests.form.contact')} defaultChecked />
      <Checkbox label={t('requests.form.scope')} />
      <Segmented
        label={t('requests.form.scope')}
        options={(['seat', 'lab', 'school'] as const).map((value) => ({
          value,
          label: t(`requests:terms.scope.${value}`),
        }))}
        value={scope}
        onChange={setScope}
      />
      <Segmented
        label={t('requests.form.kind')}
        options={[
          { value: 'short', label: 'A' },
          { value: 'long', label: LONG },
        ]}
        value="long"
        onChange={onTouch}
      />
      <Loading label={t('history.loading')} />
      <OneDate label={t('records:list.from')} value={null} />
      <OneDate label={t('records:list.to')} value="2026-11-30" />
      <DateTimeField
        label={t('requests.form.trainingAt')}
        help={t('requests.form.wantedByHelp')}
        value="2026-12-04T14:00"
        years={[2026, 2027]}
        onChange={() => onTouch('time')}
      />
      {/* Touched by the test: first masked, then readable and wrong. */}
      <div className="gallery-wide gallery-fields gallery-touched">
        <ContactFields
          contact={isMasked ? { name: '王＊＊', phone: '138＊＊＊＊5678' } : { name: LONG.slice(0, 40), phone: '1' }}
          onChange={() => onTouch('contact')}
          onShow={isMasked ? () => setMasked(false) : null}
          phoneError={isMasked ? null : t('requests.form.titleMissing')}
        />
      </div>
      <ShowPersonal what="names" onShow={() => onTouch('names')} />
      <div className="gallery-wide">
        <FieldErrors
          errors={[
            { field: PHONE_FIELD, text: t('requests.form.titleMissing') },
            { field: 'other', text: LONG },
          ]}
        />
      </div>
      {[
        { isChanged: false, saved: null },
        { isChanged: true, saved: null },
        { isChanged: false, saved: t('settings:teacher.saved') },
      ].map((state) => (
        <form key={JSON.stringify(state)} className="gallery-wide" onSubmit={(event) => event.preventDefault()}>
          <SaveBar label={t('settings:teacher.save')} {...state} />
        </form>
      ))}
      <Button variant="default" disabled>
        {t('settings:teacher.save')}
      </Button>
    </>
  );
}

function OneDate({ label, value }: { readonly label: string; readonly value: string | null }) {
  const [date, setDate] = useState(value);
  return <DateField label={label} value={date} years={[2025, 2026]} completion="last" onChange={setDate} />;
}
