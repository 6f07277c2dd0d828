interface GuidePictureProps {
  readonly picture: string;
  readonly label: string;
}

/** A picture of how to look; nothing where the program does not have it. */
export function GuidePicture({ picture, label }: GuidePictureProps) {
  return (
    <span className="only-heard" data-picture={picture}>
      {label}
    </span>
  );
}
