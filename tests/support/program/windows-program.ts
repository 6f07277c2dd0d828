import { NtExecutable, NtExecutableResource, Resource } from 'resedit';

/** A Windows program that holds nothing but its version resource. @param fixed the four numbers of the fixed part. */
export function windowsProgram({ fileVersion, fixed = '0.0.0.0' }: { fileVersion?: string; fixed?: string }): Buffer {
  const [a = 0, b = 0, c = 0, d = 0] = fixed.split('.').map(Number);
  const values = { ProductName: 'VR 教学平台', ...(fileVersion === undefined ? {} : { FileVersion: fileVersion }) };
  const program = NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(program);
  Resource.VersionInfo.create(0x0804, { fileVersionMS: a * 0x1_0000 + b, fileVersionLS: c * 0x1_0000 + d }, [
    { lang: 0x0804, codepage: 1200, values },
  ]).outputToResourceEntries(resources.entries);
  resources.outputResource(program);
  return Buffer.from(program.generate());
}
