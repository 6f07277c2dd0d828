import { OutcomeIcon } from '../../components/OutcomeIcon.tsx';
import type { Mark } from './picture.ts';

/** @param isOnCable it belongs to the cable that ends here, not to the piece. */
export function MarkSign({ mark, isOnCable = false }: { readonly mark: Mark; readonly isOnCable?: boolean }) {
  return (
    <span className="mark-sign" data-cable={isOnCable || undefined}>
      <OutcomeIcon outcome={mark === 'broken' ? 'fail' : 'warn'} size={26} />
    </span>
  );
}
