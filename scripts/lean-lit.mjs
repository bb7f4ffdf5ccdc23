// What Lit can do and no element of ours asks for is left out of the files that pages load without a bundler. What is left
// of it is Lit's own text. The development files are taken: they can be read, and the minifier follows their switches.

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const html = 'lit-html/development/lit-html.js';
const reactive = '@lit/reactive-element/development/reactive-element.js';
const element = 'lit-element/development/lit-element.js';
const css = '@lit/reactive-element/development/css-tag.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The sources of everything that does something with Lit, but of these elements. Empty before the first build. */
export const litUses = (without = []) =>
  globSync('dist/{elements,internal,controllers}/**/*.js', { cwd: root })
    .filter((file) => !without.some((tag) => file.replaceAll('\\', '/').includes(`/elements/${tag}/`)))
    .map((file) => readFileSync(join(root, file), 'utf8'));

/** Files of Lit, below `node_modules/`. */
export const litFiles = [html, reactive, element, css];

/**
 * What is left out, and how the source of an element looks that needs it: where one does, it stays in. A cut is a file, the
 * text that goes and what comes in its place: `…` stands for anything, and a brace that is opened and not closed takes all
 * that stands in it along. White space and comments do not matter. A text that is not there fails the build, so that a new
 * version of Lit is looked at.
 *
 * @type {{ what: string, neededBy?: RegExp, cuts: [file: string, from: string, to?: string][] }[]}
 */
export const parts = [
  {
    what: 'what helps those who develop',
    cuts: [html, reactive, element].map((file) => [file, 'const DEV_MODE = true;', 'const DEV_MODE = false;']),
  },
  {
    what: 'polyfills, and hooks for other libraries',
    cuts: [
      [html, 'const ENABLE_EXTRA_SECURITY_HOOKS = true;', 'const ENABLE_EXTRA_SECURITY_HOOKS = false;'],
      [html, 'const ENABLE_SHADYDOM_NOPATCH = true;', 'const ENABLE_SHADYDOM_NOPATCH = false;'],
      [html, 'wrap(start)', 'start'],
      [html, 'polyfillSupport?.(Template, ChildPart);'],
      [html, 'const polyfillSupport = DEV_MODE ? global.litHtmlPolyfillSupportDevMode : global.litHtmlPolyfillSupport;'],
      [html, '(global.litHtmlVersions ??= []).push(…);'],
      [reactive, 'const polyfillSupport = DEV_MODE ? global.reactiveElementPolyfillSupportDevMode : global.reactiveElementPolyfillSupport;', 'const polyfillSupport = undefined;'],
      [reactive, 'polyfillSupport?.({ ReactiveElement });'],
      [reactive, '(global.reactiveElementVersions ??= []).push(…);'],
      [element, 'const polyfillSupport = DEV_MODE ? global.litElementPolyfillSupportDevMode : global.litElementPolyfillSupport;'],
      [element, 'polyfillSupport?.({ LitElement });'],
      [element, 'global.litElementHydrateSupport?.({ LitElement });'],
      [element, "LitElement['_$litElement$'] = true;"],
      [reactive, 'attributeChangedCallback(name, _old, value) {'],
      [reactive, '_$attributeToProperty(name, value) {', 'attributeChangedCallback(name, _old, value) {'],
      [element, '(global.litElementVersions ??= []).push(…);'],
      [reactive, 'this.__initialize(); } __initialize() {'],
      [html, 'if (node.hasAttributes())'],
      [html, 'options?.creationScope ?? d', 'd'],
      [html, '(html, _options)', '(html)'],
      [html, 'createElement(html, options)', 'createElement(html)'],
    ],
  },
  {
    what: 'browsers older than ours, and other compilers',
    cuts: [
      [reactive, "JSCompiler_renameProperty('elementProperties', this)", "'elementProperties'"],
      [reactive, "JSCompiler_renameProperty('properties', this)", "'properties'"],
      [reactive, "JSCompiler_renameProperty('finalized', this)", "'finalized'"],
      [reactive, "JSCompiler_renameProperty('elementProperties', ReactiveElement)", "'elementProperties'"],
      [reactive, "JSCompiler_renameProperty('finalized', ReactiveElement)", "'finalized'"],
      [element, 'createRenderRoot() {'],
      [html, 'options?.renderBefore ?? container', 'container'],
      [html, 'options?.renderBefore ?? null', 'null'],
    ],
  },
  {
    what: 'templates of SVG and MathML, and compiled ones',
    neededBy: /\b(?:svg|mathml)`/,
    cuts: [
      [html, 'type === SVG_RESULT', 'false'],
      [html, 'type === MATHML_RESULT', 'false'],
      [html, "typeof type === 'number'", 'true'],
    ],
  },
  {
    what: 'directives, and values for an element itself, which only directives are',
    neededBy: /lit\/(?:async-)?directive|noChange/,
    cuts: [
      [html, 'else if (name.startsWith(marker)) {'],
      [html, 'else if (templatePart.type === ELEMENT_PART) {'],
      [html, 'function resolveDirective(part, value, parent = part, attributeIndex) {'],
      [html, 'value = resolveDirective(this, value, directiveParent, 0);'],
      [html, 'value = resolveDirective(this, value, directiveParent);'],
      [html, 'resolveDirective(this, values[valueIndex + i], directiveParent, i)', 'values[valueIndex + i]'],
      [html, 'newListener = resolveDirective(this, newListener, directiveParent, 0) ?? nothing;', 'newListener ??= nothing;'],
      [html, 'resolveDirective(this, value);'],
      [html, '_resolveDirective: resolveDirective,'],
      [html, 'this._$parent = parent;'],
      [html, 'new TemplateInstance(template, this)', 'new TemplateInstance(template)'],
      [html, 'constructor(template, parent)', 'constructor(template)'],
      [html, 'nextSibling, this, options)', 'nextSibling, options)'],
      [html, 'templatePart.strings, this, options)', 'templatePart.strings, options)'],
      [html, 'this._insert(createMarker()), this, this.options)', 'this._insert(createMarker()), this.options)'],
      [html, 'endNode, undefined, options ?? {})', 'endNode, options)'],
      [html, 'constructor(startNode, endNode, parent, options)', 'constructor(startNode, endNode, options)'],
      [html, 'constructor(element, name, strings, parent, options)', 'constructor(element, name, strings, options)'],
      [html, 'this._$disconnectableChildren = undefined;'],
      [html, 'this.__isConnected = options?.isConnected ?? true;'],
      [html, 'this._$notifyConnectionChanged?.(false, true, from);'],
      [html, '.nextSibling, from) {', '.nextSibling) {'],
      [html, ', partIndex);', ');'],
      [html, 'get parentNode() {'],
      [html, 'get _$isConnected() {'],
      [html, 'get startNode() {'],
      [html, 'get endNode() {'],
      [html, 'get tagName() {'],
      [html, 'setConnected(isConnected) {'],
      [html, 'directiveParent = this, valueIndex, noCommit', 'valueIndex'],
      [html, ', directiveParent = this'],
      [html, 'part._$setValue(values, part, i)', 'part._$setValue(values, i)'],
      [html, 'change && !noCommit', 'change'],
      [html, '&& value !== noChange'],
      [html, 'if (v === noChange) {'],
      [html, 'if (newListener === noChange) {'],
      ...['ATTRIBUTE', 'CHILD', 'PROPERTY', 'BOOLEAN_ATTRIBUTE', 'EVENT'].map((kind) => [html, `this.type = ${kind}_PART;`]),
      [html, 'constructor() {'],
      [html, 'constructor(element, name, strings, options) { super(element, name, strings, parent, options);'],
      [element, 'connectedCallback() {'],
      [element, 'disconnectedCallback() {'],
      [element, 'if (!this.hasUpdated) {'],
      [element, 'this.__childPart = render', 'render'],
      [element, 'this.__childPart = undefined;'],
      [element, 'render() {'],
    ],
  },
  {
    what: 'comments in templates',
    neededBy: /<!--/,
    cuts: [
      [html, 'else { let i = -1;'],
      [html, 'if (part !== undefined)'],
      [html, "if (match[COMMENT_START] === '!--') {"],
      [html, 'else if (match[COMMENT_START] !== undefined) {'],
      [html, 'else if (match[TAG_NAME] !== undefined) {', 'if (match[TAG_NAME] !== undefined) {'],
      [html, 'else if (regex === commentEndRegex || regex === comment2EndRegex) {'],
    ],
  },
  {
    what: 'texts of elements that hold no elements',
    neededBy: /<(?:script|style|textarea|title)\b[^>]*>[^<`]*\$\{/,
    cuts: [
      [html, 'else if (match[DYNAMIC_TAG_NAME] !== undefined) {'],
      [html, 'if (rawTextElement.test(node.tagName)) {'],
      [html, 'if (rawTextElement.test(match[TAG_NAME])) {'],
      [html, 'else { regex = tagEndRegex; rawTextEndRegex = undefined; }'],
      [html, 'rawTextEndRegex ?? textEndRegex', 'textEndRegex'],
      [html, 'let rawTextEndRegex;'],
    ],
  },
  {
    what: 'values in single quotes, and right before the end of a tag that closes itself',
    neededBy: /='[^'`]*\$\{|\}\/>/,
    cuts: [
      [html, "const end = regex === tagEndRegex && strings[i + 1].startsWith('/>') ? ' ' : '';", "const end = '';"],
      [html, "match[QUOTE_CHAR] === '\"' ? doubleQuoteAttrEndRegex : singleQuoteAttrEndRegex", 'doubleQuoteAttrEndRegex'],
      [html, '|| regex === singleQuoteAttrEndRegex)', ')'],
    ],
  },
  {
    what: 'listeners that are objects',
    neededBy: /handleEvent/,
    cuts: [
      [html, '|| newListener.capture !== oldListener.capture || newListener.once !== oldListener.once || newListener.passive !== oldListener.passive'],
      [html, "typeof this._$committedValue === 'function'", 'true'],
    ],
  },
  {
    what: 'attributes that follow properties, values that are no text, number or truth, and converters',
    neededBy: /reflect: true|useDefault:|converter:|hasChanged:|noAccessor:|type: (?:Object|Array)|lit\/decorators/,
    cuts: [
      [reactive, 'toAttribute(value, type) { … return value; },'],
      [reactive, "const emptyStringForBooleanAttribute = trustedTypes ? trustedTypes.emptyScript : '';"],
      [reactive, 'const trustedTypes = global .trustedTypes;'],
      [reactive, '__propertyToAttribute(name, value) {'],
      [reactive, 'this.__reflectingProperties &&= this.__reflectingProperties.forEach((p) => this.__propertyToAttribute(p, this[p]));'],
      [reactive, 'this.__reflectingProperty = null;'],
      [reactive, 'this.__reflectingProperty = propName;'],
      [reactive, '&& this.__reflectingProperty !== propName'],
      [reactive, 'if (reflect === true && this.__reflectingProperty !== name) {'],
      [reactive, '|| (options.useDefault && options.reflect && newValue === this.__defaultValues?.get(name) && !this.hasAttribute(ctor.__attributeNameForProperty(name, options)))'],
      [reactive, 'if (useDefault && !(this.__defaultValues ??= new Map()).has(name)) {'],
      [reactive, '!this.hasUpdated && !useDefault', '!this.hasUpdated'],
      [reactive, '?? this.__defaultValues?.get(propName) ?? convertedValue'],
      [reactive, ', { useDefault, reflect, wrapped }, initializeValue'],
      [reactive, ', options, value);', ');'],
      [reactive, "reflect: false, useDefault: false,"],
      [reactive, 'this._$changeProperty(name, oldValue, options)', 'this._$changeProperty(name, oldValue)'],
      [reactive, 'case Object: case Array: try { … } catch (e) { … } break;'],
      [reactive, 'options = defaultPropertyDeclaration', 'options'],
      [reactive, 'if (!options.noAccessor)'],
      [reactive, 'const ctor = this.constructor; if (useNewValue === false) { newValue = this[name]; }', 'const newValue = this[name];'],
      [reactive, ', options, useNewValue = false, newValue) {', ') {'],
      [reactive, 'this.requestUpdate(name, oldValue, options)', 'this.requestUpdate(name, oldValue)'],
      [reactive, 'static getPropertyOptions(name) {'],
      [reactive, 'ctor.getPropertyOptions(propName)', 'ctor.elementProperties.get(propName)'],
      [reactive, 'options ??= ctor.getPropertyOptions(name);'],
      [reactive, "typeof options.converter === 'function' ? { fromAttribute: options.converter } : options.converter?.fromAttribute !== undefined ? options.converter : defaultConverter", 'defaultConverter'],
      [reactive, '(options.hasChanged ?? notEqual)', 'notEqual'],
      [reactive, 'getOwnPropertySymbols(props)', '[]'],
      [reactive, "typeof name === 'string' ? name.toLowerCase() : undefined", 'name.toLowerCase()'],
    ],
  },
  {
    what: 'properties with accessors of their own',
    neededBy: /lit\/decorators|\bproperties = \{[^]*?\b(\w+): [^]*?\bset \1\(/,
    cuts: [
      [reactive, 'if (this.prototype.hasOwnProperty(name)) {'],
      [reactive, 'const { get, set } = getOwnPropertyDescriptor(this.prototype, name) ?? {'],
      [reactive, 'if (DEV_MODE && get == null) {'],
      [reactive, 'return { get, set(value) { const oldValue = get?.call(this); set?.call(this, value);', 'return { get() { return this[key]; }, set(value) { const oldValue = this[key]; this[key] = value;'],
      [reactive, 'const descriptor = this.getPropertyDescriptor(name, key, options); if (descriptor !== undefined)'],
      [reactive, 'name, descriptor)', 'name, this.getPropertyDescriptor(name, key, options))'],
      [reactive, 'const elementProperties = this.constructor .elementProperties; if (elementProperties.size > 0) {'],
    ],
  },
  {
    what: 'styles that are no list',
    neededBy: /\b(?:this\.|static )styles = (?!\[)|get styles/,
    cuts: [
      [reactive, 'this.finalizeStyles(this.styles)', 'this.styles'],
      [reactive, 'static finalizeStyles(styles) {'],
    ],
  },
  {
    what: 'decorators',
    neededBy: /lit\/decorators|addInitializer/,
    cuts: [
      [reactive, "Symbol.metadata ??= Symbol('metadata');"],
      [reactive, 'global.litPropertyMetadata ??= new WeakMap();'],
      [reactive, 'const metadata = this[Symbol.metadata];'],
      [reactive, 'if (metadata !== null) {'],
      [reactive, 'static addInitializer(initializer) {'],
      [reactive, 'if (superCtor._initializers !== undefined) {'],
      [reactive, 'this.constructor._initializers?.forEach((i) => i(this));'],
    ],
  },
  {
    what: 'steps of an update that no element takes',
    neededBy: /shouldUpdate|firstUpdated|getUpdateComplete|hostUpdated|removeController/,
    cuts: [
      [reactive, 'let shouldUpdate = false;'],
      [reactive, 'shouldUpdate = this.shouldUpdate(changedProperties); if (shouldUpdate)'],
      [reactive, 'else { this.__markUpdated(); }'],
      [reactive, 'shouldUpdate = false;'],
      [reactive, 'if (shouldUpdate) {', '{'],
      [reactive, 'shouldUpdate(_changedProperties) {'],
      [reactive, 'if (!this.hasUpdated) { this.hasUpdated = true; this.firstUpdated(changedProperties); }', 'this.hasUpdated = true;'],
      [reactive, 'firstUpdated(_changedProperties) {'],
      [reactive, 'this.__controllers?.forEach((c) => c.hostUpdated?.());'],
      [reactive, 'return this.getUpdateComplete();', 'return this.__updatePromise;'],
      [reactive, 'getUpdateComplete() {'],
      [reactive, 'removeController(controller) {'],
    ],
  },
];

/**
 * Style sheets as browsers adopt them, without the style elements of older ones: there this fails before an element is
 * registered, so that what stands inside it stays.
 */
const sheets = `
export function unsafeCSS(text) {
  const styleSheet = new CSSStyleSheet();
  styleSheet.replaceSync(text);
  return { styleSheet };
}
export const adoptStyles = (root, styles) => { root.adoptedStyleSheets = styles.map((each) => each.styleSheet); };
export const getCompatibleStyle = (style) => style;
`;

/** Names that only Lit itself uses, longer than they have to be where nobody reads them; those with `_` are found. */
const inner = [
  'createProperty',
  'createRenderRoot',
  'defaultConverter',
  'elementProperties',
  'elementStyles',
  'enableUpdating',
  'finalize',
  'finalized',
  'fromAttribute',
  'getPropertyDescriptor',
  'getPropertyOptions',
  'isUpdatePending',
  'renderOptions',
  'shadowRootOptions',
];

/** As many lines as the text had, so that places in Lit's own files still fit. */
const linesOf = (text) => '\n'.repeat(text.split('\n').length - 1);
const count = (text, part) => text.split(part).length - 1;
const open = (text) => count(text, '{') - count(text, '}');

/** Comments on lines of their own and at the end of lines, but for those that speak to minifiers. */
const withoutComments = (text) => text.replace(/^\s*\/\*(?!@)[^]*?\*\/$|^\s*\/\/.*$| \/\*(?!@).*?\*\/|(?<=[;{,:?]) \/\/ .*$/gm, linesOf);

const pattern = (text) =>
  new RegExp((/^\w/.test(text) ? '\\b' : '') + text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s*').replaceAll('…', '[^]*?'), 'g');

/** Where the brace that is open at `from` is closed. */
function closed(text, from) {
  let [depth, at] = [1, from];
  for (; depth > 0; at++) {
    if (at >= text.length) throw new Error('A brace in Lit is never closed.');
    if (text[at] === '{') depth += 1;
    if (text[at] === '}') depth -= 1;
  }
  return at;
}

/** @returns {string} */
function cut(text, from, to) {
  const found = pattern(from);
  let [result, done] = ['', 0];
  for (let match; (match = found.exec(text)); found.lastIndex = done) {
    const end = open(from) > open(to) ? closed(text, found.lastIndex) : found.lastIndex;
    result += text.slice(done, match.index) + to + linesOf(text.slice(match.index, end));
    done = end;
  }
  if (!done) throw new Error(`Lit has changed: scripts/lean-lit.mjs looks for "${from}", which is not there.`);
  return result + text.slice(done);
}

/** Short names in place of the inner ones, the same in each file. */
function withShortNames(texts, sources) {
  const free = inner.filter((name) => !sources.some((source) => source.includes(name)));
  const names = new RegExp(`(?<![\\w$])(?!_\\$L[HE]\\b)(?:${['_[_$]?[a-z]\\w*', ...free].join('|')})(?![\\w$])`, 'gi');
  const times = Map.groupBy(Object.values(texts).join('\n').match(names), (name) => name);
  const found = [...times.keys()].sort((a, b) => times.get(b).length - times.get(a).length);
  const short = (name) => `_${found.indexOf(name).toString(36)}`;
  return Object.fromEntries(Object.entries(texts).map(([file, text]) => [file, text.replace(names, short)]));
}

/**
 * @param {(file: string) => string} read one of `litFiles`
 * @param {string[]} sources of all elements, and of what they have in common
 * @returns {Record<string, string>} what to load in place of each file
 */
export function leanLit(read, sources) {
  const texts = Object.fromEntries(litFiles.map((file) => [file, withoutComments(read(file))]));
  for (const { neededBy, cuts } of parts) {
    if (neededBy && sources.some((source) => neededBy.test(source))) continue;
    for (const [file, from, to = ''] of cuts) texts[file] = cut(texts[file], from, to);
  }
  texts[css] = sheets;
  return withShortNames(texts, sources);
}
