/** `everyone`: whoever sits at the screen, pupils too, without signing in. */
export const ROLES = ['everyone', 'teacher', 'engineer', 'inspector', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

/** Roles that somebody signs in to with a PIN. */
export const PIN_ROLES = ['teacher', 'engineer', 'inspector', 'administrator'] as const;
export type PinRole = (typeof PIN_ROLES)[number];

/** What each role may do besides what is its own. */
const INCLUDED: Readonly<Record<PinRole, readonly PinRole[]>> = {
  teacher: [],
  engineer: ['teacher'],
  inspector: ['teacher'],
  administrator: ['teacher', 'engineer', 'inspector'],
};

/** Whether somebody signed in as `own` may do what `needed` may. */
export const mayDo = (own: PinRole, needed: Role): boolean =>
  needed === 'everyone' || needed === own || INCLUDED[own].includes(needed);
