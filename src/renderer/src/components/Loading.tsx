import { Loader } from '@mantine/core';

/** Something is on its way. @param label what, for those who hear it. */
export const Loading = ({ label }: { readonly label: string }) => (
  <output>
    <Loader aria-hidden />
    <span className="only-heard">{label}</span>
  </output>
);
