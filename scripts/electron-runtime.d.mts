export interface Watch {
  begin(version: string): void;
  progress(step: object): void;
  readonly cancelled: AbortSignal;
}
/** @param folder of the package `electron`. @returns its program, or a key of web.json that says why there is none. */
export function electronRuntime(
  folder: string,
  watch: Watch,
): Promise<{ readonly program: string } | { readonly why: string; readonly params: object }>;
