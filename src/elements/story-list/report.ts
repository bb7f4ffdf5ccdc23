import { html } from 'lit';
import { css } from '../../internal/css.ts';
export class Panel { constructor(_h: unknown, _s: unknown) {} render() { return html``; } drop() {} }
export const styles = css``;
