import { Notice } from '../../components/Notice.tsx';
import { useTexts } from '../../language/use-texts.ts';

export interface FieldError {
  /** Id of the field's element. */
  readonly field: string;
  readonly text: string;
}

/** Into its middle: what is sticky covers the edges of the page. */
export function focusField(id: string): void {
  const field = document.querySelector<HTMLElement>(`#${CSS.escape(id)}`);
  field?.focus({ preventScroll: true });
  field?.scrollIntoView({ block: 'center' });
}

/** Why nothing was saved, with a way to each field that is in the way. */
export function FieldErrors({ errors }: { readonly errors: readonly FieldError[] }) {
  const t = useTexts('settings');
  if (errors.length === 0) return null;
  return (
    <Notice tone="error" role="alert" title={t('unsaved.failed', { count: errors.length })}>
      <ul className="field-errors">
        {errors.map(({ field, text }) => (
          <li key={field}>
            <button type="button" className="link" onClick={() => focusField(field)}>
              {text}
            </button>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
