/** As the other hosts end, named in sysexits.h. */
export const BAD_USAGE = 64;
export const INTERNAL_ERROR = 70;
