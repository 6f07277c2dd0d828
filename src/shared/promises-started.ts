import type { RequestRecord } from './domain/request-record.ts';

/**
 * When the promises of a request begin, in epoch ms: as soon as somebody can know of it. That is the first delivery a channel
 * accepted, the first call to the service desk, or, where it was carried by hand, the first thing the service desk says about it.
 * @returns null: nobody has received it. Undefined for requests of releases up to 0.3.0: they count from filing, as it was promised.
 */
export function promisesStartedAt({
  request,
  events,
  deliveries,
}: Pick<RequestRecord, 'request' | 'events' | 'deliveries'>): number | null | undefined {
  if (request.promisesFrom === undefined) return undefined;
  const filed = Date.parse(request.filedAt);
  const receipts = [
    ...deliveries.filter(({ message }) => message === request.id).map(({ deliveredAt }) => deliveredAt),
    ...events
      .filter(({ type, author }) => type === 'told-by-phone' || author.role === 'desk' || author.role === 'engineer')
      .map(({ at }) => at),
  ].flatMap((at) => (at === null ? [] : [Date.parse(at)]));
  // Who rang before the form was filed has a promise from the filing on.
  return receipts.length === 0 ? null : Math.max(filed, Math.min(...receipts));
}
