import { createContext, type ReactNode, useContext } from 'react';
import type { RoleState } from '../../../../shared/domain/pins.ts';
import { mayDo, type Role } from '../../../../shared/domain/role.ts';

/** Nobody is signed in who may change what a page shows. */
export const isReadOnly = (state: RoleState | null, role: Role): boolean =>
  state?.mode === 'pins' && role !== 'everyone' && (state.signedIn === null || !mayDo(state.signedIn, role));

const ReadOnly = createContext(false);
/** Around a page of settings. */
export const ReadOnlyProvider = ReadOnly.Provider;

export const useReadOnly = (): boolean => useContext(ReadOnly);

/** The fields of a form: to be looked at only, and grey, as long as nobody may change them. What was typed before stays. */
export function ChangeableFields({ children }: { readonly children: ReactNode }) {
  return (
    <fieldset className="changeable-fields" disabled={useReadOnly()}>
      {children}
    </fieldset>
  );
}
