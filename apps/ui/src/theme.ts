import { createTheme } from '@mantine/core';

/** One calm colour for actions. The shades are chosen for a contrast of 4.5 or more in both themes. */
export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 8, dark: 8 },
  autoContrast: true,
  respectReducedMotion: true,
  cursorType: 'pointer',
  defaultRadius: 'sm',
});
