/**
 * Names that files of ours carry in their `schema` field. Apart from the schemas themselves, so that a cold check that reads
 * no such file does not load a schema library.
 */
export const SNAPSHOT_SCHEMA = 'vrlab.snapshot/1';
export const STATION_SCHEMA = 'vrlab.station/1';
export const TEACHER_SCHEMA = 'vrlab.teacher/1';
export const RETENTION_SCHEMA = 'vrlab.retention/1';
export const PUBLICATION_SOURCE_SCHEMA = 'vrlab.publication-source/1';
export const PUBLICATION_FETCH_SCHEMA = 'vrlab.publication-fetch/1';
export const PC_SOCKETS_SCHEMA = 'vrlab.pc-sockets/1';
export const PUT_BACK_DISK_SCHEMA = 'vrlab.put-back-disk/1';
export const PINS_SCHEMA = 'vrlab.pins/1';
