import { Button, TextInput } from '@mantine/core';
import type { Opening, ServiceHours } from '../../../../shared/domain/service-hours.ts';
import { dayName } from '../../../../shared/service-hours-words.ts';
import { useTexts, useWording } from '../../language/use-texts.ts';

export const HOURS_FIELD = 'service-hours';
const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const MOST = 7;
const FIRST: Opening = { days: [1, 2, 3, 4, 5], from: '08:00', to: '17:30' };

/** Whether an opening can be stored: at least one day, and it ends after it begins. */
export const isOpening = ({ days, from, to }: Opening): boolean => days.length > 0 && from !== '' && from < to;

interface ServiceHoursFieldsProps {
  readonly hours: ServiceHours;
  readonly onChange: (hours: ServiceHours) => void;
}

/** On which days and when the school's service desk answers its telephone. */
export function ServiceHoursFields({ hours, onChange }: ServiceHoursFieldsProps) {
  const t = useTexts('settings');
  const wording = useWording();
  const change = (at: number, fields: Partial<Opening>) =>
    onChange(hours.map((one, position) => (position === at ? { ...one, ...fields } : one)));
  return (
    <fieldset className="service-hours" id={HOURS_FIELD} tabIndex={-1}>
      <legend>{t('teacher.hours')}</legend>
      <p className="muted">{t('teacher.hoursHelp')}</p>
      {hours.map((opening, at) => {
        const number = at + 1;
        return (
          // Openings have no name but their place.
          // oxlint-disable-next-line react/no-array-index-key
          <fieldset key={at} className="service-opening" aria-label={t('teacher.opening', { number })}>
            <div className="service-days">
              {DAYS.map((day) => {
                const isOpen = opening.days.includes(day);
                return (
                  <label key={day} className="service-day">
                    <input
                      type="checkbox"
                      checked={isOpen}
                      onChange={() =>
                        change(at, { days: DAYS.filter((one) => (one === day ? !isOpen : opening.days.includes(one))) })
                      }
                    />
                    <span>{dayName(day, wording)}</span>
                  </label>
                );
              })}
            </div>
            <div className="service-times">
              {(['from', 'to'] as const).map((end) => (
                <TextInput
                  key={end}
                  type="time"
                  label={t(`teacher.${end}`)}
                  value={opening[end]}
                  onChange={(event) => change(at, { [end]: event.currentTarget.value })}
                />
              ))}
              <Button
                variant="subtle"
                aria-label={t('teacher.removeOpening', { number })}
                onClick={() => onChange(hours.filter((_, position) => position !== at))}
              >
                {t('teacher.remove')}
              </Button>
            </div>
            {!isOpening(opening) && (
              <p className="field-error" role="alert">
                {t('teacher.hoursWrong')}
              </p>
            )}
          </fieldset>
        );
      })}
      {hours.length < MOST && (
        <div>
          <Button variant="default" onClick={() => onChange([...hours, FIRST])}>
            {t('teacher.addOpening')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
