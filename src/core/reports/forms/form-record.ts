import type { RequestEvent } from '../../../shared/domain/request-lifecycle.ts';
import type { WatchedPromise } from '../../../shared/domain/service-terms.ts';
import type { FiledRequest } from '../../../shared/domain/service-request.ts';

/** What the forms are filled from: a filed request, what happened to it, and what became of its promises. */
export interface FormRecord {
  readonly request: FiledRequest;
  readonly events: readonly RequestEvent[];
  readonly promises: readonly WatchedPromise[];
}
