import { isAboutFault } from '../../../../shared/domain/request-completeness.ts';
import type { Preview } from '../../../../shared/domain/request-record.ts';
import { type PreviewRow, previewRows } from '../../../../shared/preview-rows.ts';
import { useTexts, useWording } from '../../language/use-texts.ts';
import { formatWithin } from './PromiseList.tsx';

/** Fields of the official form in its order; those of half a row stand beside each other. */
const BASICS = [
  'request.title',
  'request.place.school',
  'request.place.campusZone',
  'request.place.lab',
  'request.place.seat',
  'request.contact.name',
  'request.contact.phone',
  'request.kind',
  'request.urgency',
  'request.scope',
  'request.effect',
  'request.since',
  'request.filedAt',
  'request.wantedBy',
  'request.needs.topic',
  'request.needs.group',
  'request.needs.people',
] as const;
/** What only a fault or a change has: whoever asks for a training has no seat that is affected. */
const OF_FAULTS: ReadonlySet<string> = new Set(['request.place.seat', 'request.scope', 'request.effect']);
const WIDE: ReadonlySet<string> = new Set(['request.title', 'request.needs.topic']);
/** Printed below the fields in tables of their own. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  'request.number',
  'request.description',
  'request.symptoms.title',
  'request.symptoms.faultCode',
  'request.devices.name',
  'request.devices.serial',
]);

/** The official form as it would be printed now. Whatever else is sent stands at its foot: it is everything that leaves this PC. */
export function FormPaper({ preview: { message, promises, urgencyReason } }: { readonly preview: Preview }) {
  const t = useTexts('screen');
  const wording = useWording();
  if (message.type !== 'request') return null;
  const { request } = message;
  const rows = previewRows(message, wording);
  const shown = BASICS.filter((path) => isAboutFault(request.kind) || !OF_FAULTS.has(path));
  const basics = shown.flatMap((path) => rows.filter((row) => row.path === path));
  const rest = rows.filter(({ path }) => !ELSEWHERE.has(path) && !shown.some((known) => known === path));
  return (
    <article className="paper" aria-label={t('requests.preview.heading')}>
      <header className="paper-head">
        <h3>{t('requests.paperHeading')}</h3>
        <p>{wording.labelled(t('requests:field.number'), request.number)}</p>
        {request.demo && <p className="paper-warning">{t('requests.paperDemo')}</p>}
      </header>
      <dl className="paper-fields">
        {basics.map((row) => (
          <Field key={row.path} row={row} wide={WIDE.has(row.path)} />
        ))}
      </dl>
      {urgencyReason !== null && <p className="paper-small">{urgencyReason[wording.language]}</p>}
      {request.description !== '' && (
        <section>
          <h4>{t('requests:field.request.description')}</h4>
          <p className="paper-text">{request.description}</p>
        </section>
      )}
      {request.symptoms.length > 0 && (
        <section>
          <h4>{t('requests:field.request.symptoms.title')}</h4>
          <ul>
            {request.symptoms.map(({ title, faultCode }) => (
              <li key={title}>
                {title}
                {faultCode !== null && <small className="paper-code">{faultCode}</small>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {request.devices.length > 0 && (
        <section>
          <h4>{t('requests:field.request.devices.name')}</h4>
          <ul>
            {request.devices.map(({ name, serial }) => (
              <li key={`${name} ${serial}`}>
                {name}
                {serial !== null && <small className="paper-code">{serial}</small>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {promises.length > 0 && (
        <section>
          <h4>{t('requests.record.promises')}</h4>
          <ul>
            {promises.map(({ promise, within, reason, certainty }) => (
              <li key={promise}>
                {within === undefined
                  ? reason[wording.language]
                  : t('requests.promise.within', {
                      promise: t(`requests:terms.promise.${promise}`),
                      span: formatWithin(within, t),
                    })}
                {certainty !== 'official' && <small>{` ${t(`requests:terms.certainty.${certainty}`)}`}</small>}
              </li>
            ))}
          </ul>
        </section>
      )}
      <details className="paper-rest">
        <summary>{t('requests.preview.technical')}</summary>
        <dl className="paper-fields">
          {rest.map((row, place) => (
            // oxlint-disable-next-line react/no-array-index-key -- a field may occur twice with the same value
            <Field key={`${row.path} ${place}`} row={row} wide />
          ))}
        </dl>
      </details>
    </article>
  );
}

function Field({ row: { label, value, personal }, wide }: { readonly row: PreviewRow; readonly wide: boolean }) {
  const t = useTexts('screen');
  return (
    <div data-wide={wide || undefined}>
      <dt>
        {label}
        {personal && <small>{t('requests.preview.personal')}</small>}
      </dt>
      <dd>{value}</dd>
    </div>
  );
}
