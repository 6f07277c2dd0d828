import type { RequestSummary } from '../../../../shared/domain/request-record.ts';
import type { TranslateIn } from '../../language/use-texts.ts';

type Standing = Pick<RequestSummary, 'state' | 'delivered'>;

/** Filed, and nobody knows of it yet. */
export const isUndelivered = ({ state, delivered }: Standing): boolean => state === 'filed' && !delivered;

/** The state of a request in one or two words, the same on every screen: a filed one is nothing yet unless somebody has received it. */
export const stateWords = (t: TranslateIn<'screen'>, { state, delivered }: Standing): string =>
  state === 'filed'
    ? t(delivered ? 'requests.record.received' : 'requests.list.waiting')
    : t(`requests:states.${state}`);
