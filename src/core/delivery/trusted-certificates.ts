import tls from 'node:tls';

/** Naming certificates for a connection replaces those trusted anyway, so these are named with them. */
export const trustedBesides = (extra: readonly string[]): string[] => [...tls.getCACertificates('default'), ...extra];
