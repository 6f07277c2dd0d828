import tls from 'node:tls';

/** Naming certificates for a connection replaces those trusted anyway, so these are named with them. */
export const trustedBesides = (extra: readonly string[]): string[] => [...tls.getCACertificates('default'), ...extra];

/** Those of the operating system, where schools put their own authority; read at the first call, which takes a tenth of a second. */
export const systemCertificates = (): readonly string[] => tls.getCACertificates('system');
