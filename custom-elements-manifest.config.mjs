// The manifest for editors, Storybook and documentation, made from the comments in the source.

/** Where a source file ends up in the package. */
const published = (path) => path.replace(/^\/?src\//, 'dist/').replace(/\.ts$/, '.js');

/** The analyzer reads src/; people import dist/. */
function publishedPaths() {
  const visit = (value) => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (!value || typeof value !== 'object') return;
    for (const [key, inner] of Object.entries(value)) {
      if ((key === 'path' || key === 'module') && typeof inner === 'string' && /^\/?src\//.test(inner)) value[key] = published(inner);
      else visit(inner);
    }
  };
  return { name: 'published-paths', packageLinkPhase: ({ customElementsManifest }) => visit(customElementsManifest.modules) };
}

/** Private and protected members, and what Lit calls by itself, are nobody's business outside. */
const lifecycle = ['styles', 'dependencies', 'render', 'update', 'updated', 'willUpdate', 'firstUpdated', 'scheduleUpdate', 'createRenderRoot', 'connectedCallback', 'disconnectedCallback', 'attributeChangedCallback'];

function publicMembers() {
  return {
    name: 'public-members',
    packageLinkPhase({ customElementsManifest }) {
      for (const { declarations } of customElementsManifest.modules) {
        for (const declaration of declarations ?? []) {
          // The analyzer also lists each `dispatchEvent` it sees, without a name; the comment above the class names them all.
          declaration.events = declaration.events?.filter(({ name }) => name);
          declaration.members = declaration.members?.filter(
            ({ name, privacy, static: isStatic }) => !name.startsWith('#') && (privacy ?? 'public') === 'public' && !lifecycle.includes(name) && !isStatic,
          );
          // The analyzer takes inner state for attributes.
          declaration.attributes = declaration.attributes?.filter(
            ({ fieldName }) => !fieldName || declaration.members?.some(({ name }) => name === fieldName),
          );
        }
      }
    },
  };
}

export default {
  globs: ['src/elements/**/*.ts', 'src/internal/peer-element.ts', 'src/events/*.ts'],
  exclude: ['**/*.styles.ts', '**/define.ts'],
  outdir: 'dist',
  litelement: true,
  packagejson: false,
  plugins: [publicMembers(), publishedPaths()],
};
