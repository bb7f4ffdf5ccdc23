import type { StorybookConfig } from '@storybook/web-components-vite';

/** `sideEffects` in package.json speaks of dist/; here, the define files of src/ are what registers the elements. */
const defineFiles = {
  name: 'define-files',
  transform: (code: string, id: string) => (/\/src\/(elements\/[^/]+\/)?define\.ts$/.test(id) ? { code, map: null, moduleSideEffects: true } : undefined),
};

export default {
  framework: '@storybook/web-components-vite',
  stories: ['../stories/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y'],
  staticDirs: [{ from: '../demo', to: '/demo' }],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true, enableCrashReports: false },
  viteFinal: (config) => ({
    ...config,
    plugins: [...(config.plugins ?? []), defineFiles],
    // The sizes that count are those of dist/cdn; these are Storybook's own.
    build: { ...config.build, chunkSizeWarningLimit: 5000, reportCompressedSize: false },
  }),
} satisfies StorybookConfig;
