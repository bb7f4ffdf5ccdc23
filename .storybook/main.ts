import type { StorybookConfig } from '@storybook/web-components-vite';

export default {
  framework: '@storybook/web-components-vite',
  stories: ['../stories/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y'],
  staticDirs: [{ from: '../demo', to: '/demo' }],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true, enableCrashReports: false },
  // The sizes that count are those of dist/cdn; these are Storybook's own.
  viteFinal: (config) => ({ ...config, build: { ...config.build, chunkSizeWarningLimit: 5000, reportCompressedSize: false } }),
} satisfies StorybookConfig;
