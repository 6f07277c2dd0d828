import { createTheme, type CSSVariablesResolver, type VariantColorsResolver } from '@mantine/core';

/** Mantine's own names for what tokens.css says. */
const VARIABLES = {
  '--mantine-color-body': 'var(--color-ground)',
  '--mantine-color-text': 'var(--color-text)',
  '--mantine-color-bright': 'var(--color-text)',
  '--mantine-color-dimmed': 'var(--color-text-secondary)',
  '--mantine-color-placeholder': 'var(--color-text-muted)',
  '--mantine-color-anchor': 'var(--color-accent)',
  '--mantine-color-error': 'var(--color-failed)',
  '--mantine-color-default': 'var(--color-surface)',
  '--mantine-color-default-hover': 'var(--color-sunken)',
  '--mantine-color-default-color': 'var(--color-text)',
  '--mantine-color-default-border': 'var(--color-control)',
  '--mantine-color-disabled': 'var(--color-sunken)',
  '--mantine-color-disabled-color': 'var(--color-text-muted)',
  '--mantine-color-disabled-border': 'var(--color-line)',
  '--mantine-primary-color-filled': 'var(--color-accent)',
  '--mantine-primary-color-filled-hover': 'var(--color-accent-hover)',
  '--mantine-primary-color-light': 'var(--color-accent-soft)',
  '--mantine-primary-color-light-hover': 'var(--color-accent-soft)',
  '--mantine-primary-color-light-color': 'var(--color-accent)',
  // Of what is ticked and chosen, which asks for the colour by its name.
  '--mantine-color-blue-filled': 'var(--color-accent)',
  '--mantine-color-blue-filled-hover': 'var(--color-accent-hover)',
  // The borders of fields, boxes and radio buttons, in the light and the dark scheme.
  '--mantine-color-gray-4': 'var(--color-control)',
  '--mantine-color-dark-4': 'var(--color-control)',
  // The ground of fields in the dark scheme.
  '--mantine-color-dark-6': 'var(--color-sunken)',
  '--mantine-color-white': 'var(--color-on-accent)',
  '--mantine-primary-color-contrast': 'var(--color-on-accent)',
} as const;

export const resolveVariables: CSSVariablesResolver = () => ({
  variables: { ...VARIABLES },
  light: VARIABLES,
  dark: VARIABLES,
});

/** The accent is for what can be pressed; `color="failed"` is for what cannot be undone. */
const variantColorResolver: VariantColorsResolver = ({ color, variant }) => {
  const tone = color === 'failed' ? 'failed' : 'accent';
  const filled = {
    color: tone === 'failed' ? 'var(--color-on-verdict)' : 'var(--color-on-accent)',
    background: `var(--color-${tone})`,
  };
  if (variant === 'filled')
    return {
      ...filled,
      hover: tone === 'failed' ? 'var(--color-failed)' : 'var(--color-accent-hover)',
      border: 'none',
    };
  if (variant === 'light')
    return {
      color: `var(--color-${tone})`,
      background: `var(--color-${tone}-soft)`,
      hover: `var(--color-${tone}-soft)`,
      border: 'none',
    };
  if (variant === 'subtle' || variant === 'transparent')
    return { color: `var(--color-${tone})`, background: 'transparent', hover: 'var(--color-sunken)', border: 'none' };
  return {
    color: tone === 'failed' ? 'var(--color-failed)' : 'var(--color-text)',
    background: 'var(--color-surface)',
    hover: 'var(--color-sunken)',
    border: 'var(--line-width) solid var(--color-line)',
  };
};

/** Mantine with the sizes and colours of tokens.css. Fingers need 44 px; YaHei and Noto have the Chinese glyphs. */
export const theme = createTheme({
  variantColorResolver,
  fontFamily: '"Microsoft YaHei UI", "PingFang SC", "Noto Sans CJK SC", "Segoe UI", system-ui, sans-serif',
  fontSizes: {
    xs: 'var(--text-body)',
    sm: 'var(--text-body)',
    md: 'var(--text-body)',
    lg: 'var(--text-heading)',
    xl: 'var(--text-title)',
  },
  headings: {
    sizes: {
      h1: { fontSize: 'var(--text-title)', lineHeight: '1.3' },
      h2: { fontSize: 'var(--text-title)', lineHeight: '1.3' },
      h3: { fontSize: 'var(--text-heading)', lineHeight: '1.4' },
      h4: { fontSize: 'var(--text-heading)', lineHeight: '1.4' },
    },
  },
  spacing: {
    xs: 'var(--space-half)',
    sm: 'var(--space-1)',
    md: 'var(--space-2)',
    lg: 'var(--space-3)',
    xl: 'var(--space-4)',
  },
  radius: {
    xs: 'var(--radius-control)',
    sm: 'var(--radius-control)',
    md: 'var(--radius-control)',
    lg: 'var(--radius-card)',
    xl: 'var(--radius-card)',
  },
  defaultRadius: 'md',
  components: {
    ActionIcon: { defaultProps: { size: '2.75rem', variant: 'subtle' } },
    Paper: { defaultProps: { radius: 'lg', shadow: 'none' } },
    InputWrapper: { styles: { description: { color: 'var(--color-text-secondary)' } } },
    TextInput: { defaultProps: { size: 'md' } },
    Textarea: { defaultProps: { size: 'md' } },
    NumberInput: { defaultProps: { size: 'md' } },
    Select: { defaultProps: { size: 'md' } },
  },
});
