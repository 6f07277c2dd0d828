import { createTheme } from '@mantine/core';

/** Sizes for fingers (44 px and more) and for eyes at arm's length; YaHei and Noto have the Chinese glyphs. */
export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: 8,
  fontFamily: '"Microsoft YaHei UI", "PingFang SC", "Noto Sans CJK SC", "Segoe UI", system-ui, sans-serif',
  fontSizes: { xs: '0.875rem', sm: '1rem', md: '1.0625rem', lg: '1.1875rem', xl: '1.375rem' },
  defaultRadius: 'md',
  components: {
    // A long label wraps where the button may grow (`h="auto"`) instead of being cut off.
    Button: {
      defaultProps: { size: 'lg' },
      // Large letters and long words make a button higher rather than cut it off.
      styles: {
        root: { height: 'auto', minHeight: 'var(--button-height)', paddingBlock: '0.25rem' },
        label: { whiteSpace: 'normal', overflow: 'visible' },
      },
    },
    InputWrapper: { styles: { description: { color: '#44506a' } } },
    TextInput: { defaultProps: { size: 'lg' } },
    NumberInput: { defaultProps: { size: 'lg' } },
    Select: { defaultProps: { size: 'lg' } },
  },
});
