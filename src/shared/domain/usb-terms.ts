/** Apart from the schemas, so that a check reads power and history without loading a schema library. */

/** So many days of history are looked back. */
export const HISTORY_DAYS = 7;

/** `power/runtime_status` of Linux. */
export const RUNTIME_STATUSES = ['active', 'suspended', 'suspending', 'resuming', 'error', 'unsupported'] as const;

/** Values of a device's key on Windows by which its driver may switch it off while nobody uses it; which counts is the driver's business. */
export const POWER_VALUES = [
  'EnhancedPowerManagementEnabled',
  'SelectiveSuspendEnabled',
  'SelectiveSuspendOn',
  'EnableSelectiveSuspend',
  'DeviceSelectiveSuspended',
  'DeviceIdleEnabled',
  'DefaultIdleState',
  'IdleInWorkingState',
] as const;
export type PowerValue = (typeof POWER_VALUES)[number];
