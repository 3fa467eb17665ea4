import { createTheme, type CSSVariablesResolver } from '@mantine/core';

/** Every dialog's close button has a name, and its header is not taken for the header of the page. */
const dialog = {
  closeButtonProps: { 'aria-label': 'Close' },
  attributes: { header: { role: 'presentation' } },
};

/** One calm colour for actions. */
export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 8, dark: 8 },
  autoContrast: true,
  respectReducedMotion: true,
  cursorType: 'pointer',
  defaultRadius: 'sm',
  components: { Modal: { defaultProps: dialog }, Drawer: { defaultProps: dialog } },
});

/** Where Mantine's own colours have a contrast below 4.5 (WCAG AA), ours take their place. */
export const colorsOf: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#5c636b',
    '--mantine-color-placeholder': '#6b7280',
    '--mantine-color-error': '#c01c1c',
    '--mantine-color-red-light-color': '#a61717',
  },
  dark: {
    '--mantine-color-dimmed': '#a0a4aa',
    '--mantine-color-placeholder': '#9a9ea4',
    '--mantine-color-error': '#ff8f8f',
    '--mantine-color-red-light-color': '#ffa3a3',
    '--mantine-color-text': '#dcdde0',
  },
});
